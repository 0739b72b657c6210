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

/** {@code ekube lab reboot}: boots nodes anew. */
@Command(
    name = "reboot",
    description = "Boots nodes anew: each loses everything but its name and its address.",
    footerHeading = "%nExamples:%n",
    footer = {"  ekube lab reboot control1", "  ekube lab reboot control1 control2"})
final class LabReboot implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private LabChoice choice;

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "The nodes.")
  private List<NodeName> nodes = List.of();

  LabReboot(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Integer call() {
    try (Engine running = engine.get()) {
      LabSite site = LabSite.open(choice.folder(), running);
      site.lab().require(nodes);
      site.lab().boot(nodes, node -> terminal.err().println(node + " boots"));
      return ExitCode.DONE.code();
    }
  }
}
