package dev.ekube.cli.lab;

import dev.ekube.cli.ExitCode;
import dev.ekube.cli.Terminal;
import dev.ekube.lab.Lab;
import dev.ekube.lab.engine.Engine;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** A verb that does one thing to nodes, to all of them at one moment. */
abstract class NodesVerb implements Callable<Integer> {
  private final Terminal terminal;
  private final Supplier<Engine> engine;

  @Mixin private LabChoice choice;

  @Parameters(arity = "1..*", paramLabel = "NODE", description = "The nodes.")
  private List<NodeName> nodes = List.of();

  NodesVerb(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  /** Does it to one node. */
  abstract void work(Lab lab, NodeName node);

  /** What is said of a node to which it was done, behind its name. */
  abstract String done();

  @Override
  public final Integer call() {
    try (Engine running = engine.get()) {
      Lab lab = LabSite.open(choice.folder(), running).lab();
      lab.require(nodes);
      Lab.together(
          nodes,
          node -> {
            work(lab, node);
            terminal.err().println(node + " " + done());
          });
      return ExitCode.DONE.code();
    }
  }
}
