package dev.ekube.cli.lab;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.lab.engine.Engine;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ekube lab kill}: cuts the power of nodes. */
@Command(
    name = "kill",
    description =
        "Cuts the power of nodes: nothing is synced and nobody is told. `lab up` or `lab reboot`"
            + " boots them.",
    footerHeading = "%nExamples:%n",
    footer = {"  ekube lab kill control1"})
final class LabKill implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private LabChoice choice;

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "The nodes.")
  private List<NodeName> nodes = List.of();

  LabKill(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Integer call() {
    try (Engine running = engine.get()) {
      LabSite site = LabSite.open(choice.folder(), running);
      site.lab().require(nodes);
      for (NodeName node : nodes) {
        site.lab().kill(node);
        terminal.err().println(node + " has no power");
      }
      return ExitCode.DONE.code();
    }
  }
}
