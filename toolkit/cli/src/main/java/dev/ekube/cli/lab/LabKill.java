package dev.ekube.cli.lab;

import dev.ekube.cli.Terminal;
import dev.ekube.lab.Lab;
import dev.ekube.lab.engine.Engine;
import dev.ekube.model.NodeName;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code ekube lab kill}: cuts the power of nodes. */
@Command(
    name = "kill",
    description =
        "Cuts the power of nodes: nothing is synced and nobody is told. `lab up` or `lab reboot`"
            + " boots them.",
    footerHeading = "%nExamples:%n",
    footer = {"  ekube lab kill control1"})
final class LabKill extends NodesVerb {
  LabKill(Terminal terminal, Supplier<Engine> engine) {
    super(terminal, engine);
  }

  @Override
  void work(Lab lab, NodeName node) {
    lab.kill(node);
  }

  @Override
  String done() {
    return "has no power";
  }
}
