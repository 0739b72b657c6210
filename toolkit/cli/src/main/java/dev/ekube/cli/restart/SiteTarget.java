package dev.ekube.cli.restart;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Consent;
import dev.ekube.cli.Options;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.images.SiteArchive;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.verb.ApplyFlow;
import dev.ekube.model.Cluster;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeName;
import dev.ekube.plan.PlanOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The nodes that the Warewulf of this machine boots. */
record SiteTarget(
    Path file,
    Options options,
    Terminal terminal,
    Manager manager,
    Deployment deployment,
    Power power)
    implements Target {

  static SiteTarget open(
      ClusterArgument argument, Options options, Terminal terminal, RestartVerb.Via via) {
    if (options.sandbox().isPresent()) {
      throw PortException.precondition(
          "tried to restart nodes but a sandbox has none",
          "try it in a lab: ekube lab up, then ekube rebuild-and-restart --lab NAME");
    }
    Manager manager = Manager.of(options);
    Deployment deployment = Deployment.of(ClusterFile.read(argument.file(), manager), manager);
    Power power =
        switch (via) {
          case SSH -> new SshPower("ssh", addresses(deployment.cluster()));
          case IPMI ->
              new WarewulfPower(
                  manager.warewulf(
                      deployment.cluster().name(),
                      line -> terminal.err().println("      " + line)));
        };
    return new SiteTarget(argument.file(), options, terminal, manager, deployment, power);
  }

  private static Map<NodeName, Ipv4> addresses(Cluster cluster) {
    Map<NodeName, Ipv4> addresses = new TreeMap<>();
    cluster.nodes().forEach(node -> addresses.put(node.name(), node.address()));
    return addresses;
  }

  @Override
  public Cluster cluster() {
    return deployment.cluster();
  }

  @Override
  public Overseer overseer() {
    return new ServiceOverseer(OperatorClient.of(options), cluster().name());
  }

  @Override
  public ApplyFlow.Ending rebuild(List<String> announcement, Consent consent) {
    return new ApplyFlow(manager, terminal, options.json(), "rebuild-and-restart", announcement)
        .run(
            deployment,
            SiteArchive.of(file, cluster(), options, terminal),
            PlanOptions.standard(file.toString()),
            consent);
  }

  @Override
  public void close() {
    // A manager holds nothing open.
  }
}
