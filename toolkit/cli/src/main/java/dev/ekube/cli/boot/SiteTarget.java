package dev.ekube.cli.boot;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.images.Locking;
import dev.ekube.cli.images.SiteArchive;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.node.Buildable;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.model.Cluster;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.plan.PlanOptions;
import dev.ekube.wire.OperatorMessage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The nodes that the Warewulf of this machine boots. */
record SiteTarget(
    Path file,
    Options options,
    Terminal terminal,
    Manager manager,
    Buildable what,
    Power power,
    String verb,
    PlanOptions plan)
    implements Target {

  static SiteTarget open(
      ClusterArgument argument,
      Options options,
      Consent consent,
      String verb,
      Terminal terminal,
      BootHow.Via via) {
    if (options.sandbox().isPresent()) {
      throw PortException.precondition(
          "tried to restart nodes but a sandbox has none",
          "try it in a lab: ekube lab up, then ekube rebuild-and-restart --lab");
    }
    Manager manager = Manager.of(options);
    Deployment deployment =
        Deployment.of(ClusterFile.read(argument.file(), manager), manager)
            .with(() -> Locking.beside(argument.file(), options));
    Buildable what =
        consent.dryRun()
            ? Buildable.look(argument.file(), deployment, manager, options)
            : Buildable.locked(argument.file(), deployment, manager, options, terminal);
    Power power =
        switch (via) {
          case SSH -> new SshPower("ssh", addresses(deployment.cluster()));
          case IPMI ->
              new WarewulfPower(
                  manager.warewulf(
                      deployment.cluster().name(),
                      line -> terminal.err().println("      " + line)));
        };
    return new SiteTarget(
        argument.file(),
        options,
        terminal,
        manager,
        what,
        power,
        verb,
        PlanOptions.standard(argument.file().toString()));
  }

  private static Map<NodeName, Ipv4> addresses(Cluster cluster) {
    Map<NodeName, Ipv4> addresses = new TreeMap<>();
    cluster.nodes().forEach(node -> addresses.put(node.name(), node.address()));
    return addresses;
  }

  @Override
  public Cluster cluster() {
    return what.deployment().cluster();
  }

  @Override
  public Overseer overseer() {
    return new ServiceOverseer(OperatorClient.of(options), cluster().name());
  }

  @Override
  public ApplyFlow.Ending rebuild(List<String> announcement, Consent consent) {
    return new ApplyFlow(manager, terminal, options.json(), verb, announcement)
        .run(what, SiteArchive.of(file, cluster(), options, terminal), plan, consent);
  }

  /** The same, with a plan that is shaped otherwise. */
  SiteTarget planned(PlanOptions other) {
    return new SiteTarget(file, options, terminal, manager, what, power, verb, other);
  }

  @Override
  public List<String> serviceSteps() {
    return isServed() ? List.of() : SystemdUnit.ofMachine(manager.state()).steps();
  }

  @Override
  public void serve(Consumer<String> story) {
    if (!isServed()) {
      SystemdUnit.ofMachine(manager.state()).start(story);
    }
  }

  /** Whatever it answers, it runs, and looks for changed clusters by itself. */
  private boolean isServed() {
    try {
      OperatorClient.of(options).ask(new OperatorMessage.Status(""));
      return true;
    } catch (PortException e) {
      return !e.isPrecondition();
    }
  }

  /** What Warewulf has built for a node, and the packing of the image that it boots. */
  @Override
  public SortedMap<NodeName, String> served() {
    SortedMap<NodeName, String> served = new TreeMap<>();
    SortedMap<NodeName, String> built =
        manager.warewulf(cluster().name(), line -> {}).builtOverlays();
    for (NodeEntry entry : what.deployment().rendered().nodes()) {
      String overlays = built.getOrDefault(entry.name(), "none");
      served.put(entry.name(), overlays + "@" + manager.packedAt(entry.image()));
    }
    return served;
  }

  @Override
  public void guard() {
    // A machine that does not boot says nothing here; the time that it is given ends.
  }

  @Override
  public void close() {
    // A manager holds nothing open.
  }
}
