package dev.ekube.cli.lab;

import dev.ekube.cli.Terminal;
import dev.ekube.lab.engine.Engine;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ekube lab exec}: runs a command on a node. */
@Command(
    name = "exec",
    description = "Runs a command on a node as root, and ends with its exit code.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube lab exec control0 -- systemctl --failed",
      "  ekube lab exec worker0 -- ip route"
    })
final class LabExec implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private LabChoice choice;

  @Parameters(index = "0", paramLabel = "NODE", description = "The node.")
  private NodeName node;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "COMMAND",
      description = "The command with its arguments, behind --.")
  private List<String> command = List.of();

  LabExec(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Integer call() {
    try (Engine running = engine.get()) {
      LabSite site = LabSite.open(choice.folder(), running);
      return site.lab().exec(node, command, terminal.out(), terminal.err());
    }
  }
}
