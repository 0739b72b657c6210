package dev.ekube.cli.lab;

import dev.ekube.cli.Terminal;
import dev.ekube.cli.VerbGroup;
import dev.ekube.cli.lab.chaos.ChaosVerb;
import dev.ekube.lab.engine.Engine;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code ekube lab}: a cluster.yaml on one machine. */
@Command(
    name = "lab",
    synopsisSubcommandLabel = "VERB",
    description = {
      "Boots the nodes of a cluster.yaml as containers on this machine, with real Kubernetes and a",
      "manager of their own. Needs Docker or Podman, run by root; no packet leaves the machine."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ekube lab up examples/lab/cluster.yaml",
      "  ekube lab status",
      "  ekube lab reboot control1",
      "  ekube lab down",
      "",
      "docs/lab.md says what is as on real nodes, and what is not."
    })
public final class LabVerb extends VerbGroup {
  private final Terminal terminal;
  private final Supplier<Engine> engine;

  public LabVerb(Terminal terminal) {
    this(terminal, LabEngine.ofMachine());
  }

  LabVerb(Terminal terminal, Supplier<Engine> engine) {
    this.terminal = terminal;
    this.engine = engine;
  }

  @Override
  public Map<String, Callable<Integer>> parts() {
    Map<String, Callable<Integer>> verbs = new LinkedHashMap<>();
    verbs.put("up", new LabUp(terminal, engine));
    verbs.put("down", new LabDown(terminal, engine));
    verbs.put("status", new LabStatus(terminal, engine));
    verbs.put("reboot", new LabReboot(terminal, engine));
    verbs.put("kill", new LabKill(terminal, engine));
    verbs.put("exec", new LabExec(terminal, engine));
    verbs.put("logs", new LabLogs(terminal, engine));
    verbs.put("chaos", new ChaosVerb(terminal, engine));
    return verbs;
  }
}
