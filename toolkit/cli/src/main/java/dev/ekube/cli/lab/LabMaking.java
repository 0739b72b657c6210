package dev.ekube.cli.lab;

import dev.ekube.adapters.files.ApplyLock;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.AppliedClusters;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.host.HostNetworks;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.lab.plan.LabNames;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Role;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a lab, or what is missing of it, up to where its nodes can boot. */
public final class LabMaking {
  /** kube-proxy would set limits of the whole host's connection tracking, which a node may not. */
  private static final String PROXY_PATCH =
      """
      conntrack:
        maxPerCore: 0
        min: 0
        tcpEstablishedTimeout: 0s
        tcpCloseWaitTimeout: 0s
      """;

  private final Path clusterFile;
  private final LabFolder folder;
  private final Manager manager;
  private final Deployment deployment;
  private final Engine engine;
  private final Terminal terminal;

  private LabMaking(
      Path clusterFile, LabFolder folder, Deployment deployment, Engine engine, Terminal terminal) {
    this.clusterFile = clusterFile;
    this.folder = folder;
    this.manager = Manager.in(folder.state());
    this.deployment = deployment;
    this.engine = engine;
    this.terminal = terminal;
  }

  /**
   * The lab of a cluster.yaml; nothing is made by this.
   *
   * @param directory its folder, where it is not the usual one
   */
  public static LabMaking of(
      ClusterArgument argument, Optional<Path> directory, Engine engine, Terminal terminal) {
    ClusterName name = name(argument);
    LabFolder folder =
        new LabFolder(
            directory.orElseGet(() -> LabFolder.home(System.getenv()).resolve(name.value())));
    Manager manager = Manager.in(folder.state());
    Deployment deployment = Deployment.of(ClusterFile.read(argument.file(), manager), manager);
    refuseOther(engine, folder, name);
    return new LabMaking(argument.file(), folder, deployment, engine, terminal);
  }

  /** The name that a cluster.yaml gives to its lab, which says where the manager's state is. */
  public static ClusterName name(ClusterArgument argument) {
    Manager anywhere = Manager.in(LabFolder.home(System.getenv()));
    return Deployment.of(ClusterFile.read(argument.file(), anywhere)).cluster().name();
  }

  /** One lab of a name on one engine; another cluster.yaml needs another start. */
  private static void refuseOther(Engine running, LabFolder folder, ClusterName name) {
    for (var found : running.containers().labelled(LabNames.LAB)) {
      boolean ours = name.value().equals(found.labels().get(LabNames.LAB));
      String elsewhere = found.labels().getOrDefault(LabNames.FOLDER, "");
      if (ours && !elsewhere.equals(folder.root().toString())) {
        throw PortException.precondition(
            "tried to make lab " + name + " but one of that name runs from " + elsewhere,
            "use it with --dir " + elsewhere + ", or remove it: ekube lab down --lab " + name);
      }
    }
  }

  public Deployment deployment() {
    return deployment;
  }

  public LabFolder folder() {
    return folder;
  }

  Manager manager() {
    return manager;
  }

  /** Makes the folder, which counts as a lab's from here on, and lets nobody else make it. */
  public ApplyLock lock(String verb) {
    folder.create();
    if (!folder.exists()) {
      // So that `lab down` clears what a cut run left.
      new LabRecord(deployment.cluster().name(), new TreeMap<>(), OptionalDouble.empty())
          .write(folder);
    }
    return manager.lock(verb);
  }

  /** The cluster.yaml that was applied last, if there is one. */
  public Optional<Cluster> applied() {
    AppliedClusters applied = new AppliedClusters(manager);
    String name = deployment.cluster().name().value();
    try {
      return applied.stamps().containsKey(name)
          ? Optional.of(applied.read(name))
          : Optional.empty();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to read what lab " + name + " runs with but " + e.getMessage(),
          "remove it: ekube lab down --lab " + name,
          e);
    }
  }

  /**
   * The lab as it is, with what cluster.yaml says now.
   *
   * @param images node images to take from now on; where none is named it keeps those that it has
   */
  public LabSite changed(Map<String, String> images) {
    LabRecord made = LabRecord.read(folder);
    Map<String, String> all = new TreeMap<>(LabImages.named(made.images()));
    all.putAll(images);
    return site(all, made.cpus());
  }

  /** The lab with node images and authorities, and a note of what it was made with. */
  public LabSite site(Map<String, String> images, OptionalDouble cpus) {
    LabBuilds builds = new LabBuilds(engine.images(), terminal, clusterFile);
    SortedMap<Role, String> chosen =
        new LabImages(engine.images(), terminal).ensure(images, builds::ensure);
    LabRecord made = new LabRecord(deployment.cluster().name(), chosen, cpus);
    made.write(folder);
    return LabSite.of(folder, deployment.withAuthorities(manager, line -> {}), made, engine);
  }

  /** Keeps the state as applied, and sees to network and manager; true when that ran already. */
  public boolean begin(LabSite site, String subject) {
    site.keep(subject);
    folder.write(folder.patches().resolve("kubeproxyconfiguration+merge.yaml"), PROXY_PATCH);
    try {
      site.lab().connect(HostNetworks.routes());
      boolean served = site.process().running().isPresent();
      site.process().start();
      return served;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to start the lab's manager but " + e.getMessage(),
          "look at " + folder.serveLog(),
          e);
    }
  }

  /** Another set of nodes is another lab. */
  public void refuseOtherNodes() {
    applied()
        .filter(before -> !names(before).equals(names(deployment.cluster())))
        .ifPresent(
            before -> {
              throw PortException.precondition(
                  "tried to change lab "
                      + before.name()
                      + " but the cluster.yaml now names other nodes",
                  "make the lab anew: ekube lab down --lab " + before.name());
            });
  }

  private static List<String> names(Cluster cluster) {
    return cluster.nodes().stream()
        .map(node -> node.name() + " " + node.role() + " " + node.address())
        .toList();
  }
}
