package dev.ekube.cli.lab;

import dev.ekube.cli.Terminal;
import dev.ekube.lab.Lab;
import dev.ekube.lab.engine.Engine;
import dev.ekube.model.NodeName;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code ekube lab reboot}: boots nodes anew. */
@Command(
    name = "reboot",
    description = "Boots nodes anew: each loses everything but its name and its address.",
    footerHeading = "%nExamples:%n",
    footer = {"  ekube lab reboot control1", "  ekube lab reboot control1 control2"})
final class LabReboot extends NodesVerb {
  LabReboot(Terminal terminal, Supplier<Engine> engine) {
    super(terminal, engine);
  }

  @Override
  void work(Lab lab, NodeName node) {
    lab.boot(node);
  }

  @Override
  String done() {
    return "boots";
  }
}
