package dev.ekube.cli.lab;

import dev.ekube.adapters.history.JGitHistory;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.forming.PaceFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.cli.manager.OperatorClient;
import dev.ekube.cli.manager.RevisionInputs;
import dev.ekube.lab.Lab;
import dev.ekube.lab.engine.Containers.State;
import dev.ekube.lab.engine.Engine;
import dev.ekube.lab.host.Bounding;
import dev.ekube.lab.host.LabFolder;
import dev.ekube.lab.host.ManagerProcess;
import dev.ekube.lab.plan.Capabilities;
import dev.ekube.lab.plan.LabPlan;
import dev.ekube.lab.plan.LabSettings;
import dev.ekube.manager.outside.ApiClient;
import dev.ekube.manager.outside.RealOutside;
import dev.ekube.model.Cluster;
import dev.ekube.model.Endpoint;
import dev.ekube.model.FileTree;
import dev.ekube.model.NodeName;
import dev.ekube.model.Sha256;
import dev.ekube.pki.CertificateStore;
import dev.ekube.render.ManagerFacts;
import dev.ekube.render.NodeView;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.OperatorMessage;
import dev.ekube.wire.OperatorReply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One lab with all that belongs to it: its folder, its nodes, its manager. Everything that is done
 * to a lab, by a person or by a trial of what can happen, is done through this.
 */
public final class LabSite {
  private final LabFolder folder;
  private final Manager manager;
  private final Deployment deployment;
  private final Lab lab;
  private final LabRecord made;

  private LabSite(LabFolder folder, Deployment deployment, LabRecord made, Lab lab) {
    this.folder = folder;
    this.manager = Manager.in(folder.state());
    this.deployment = deployment;
    this.made = made;
    this.lab = lab;
  }

  /** A lab for what a cluster.yaml says. */
  static LabSite of(LabFolder folder, Deployment deployment, LabRecord made, Engine engine) {
    return new LabSite(folder, deployment, made, lab(folder, deployment, made, engine));
  }

  private static Lab lab(LabFolder folder, Deployment deployment, LabRecord made, Engine engine) {
    return new Lab(plan(folder, deployment, made), engine);
  }

  /** The same lab; its nodes' agents wait until somebody lets them go. */
  LabSite held(Engine engine) {
    return new LabSite(folder, deployment, made, new Lab(lab.plan().held(), engine));
  }

  /** The lab that was made in a folder, as it was told then. */
  public static LabSite open(LabFolder folder, Engine engine) {
    Manager manager = Manager.in(folder.state());
    LabRecord made = LabRecord.read(folder);
    return of(folder, applied(folder, manager, made), made, engine);
  }

  /** Nodes without power, or whose machine has ended itself. */
  public List<NodeName> asleep() {
    return lab.nodes().entrySet().stream()
        .filter(node -> node.getValue().filter(found -> found.state() != State.ENDED).isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Nodes whose machine has ended itself. */
  public List<NodeName> ended() {
    return lab.nodes().entrySet().stream()
        .filter(node -> node.getValue().filter(f -> f.state() == State.ENDED).isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Fails when a node that was booted has ended, or the manager has: neither comes by waiting. */
  public void refuseDead() {
    lab.nodes()
        .forEach(
            (node, found) ->
                found
                    .filter(container -> container.state() == State.ENDED)
                    .ifPresent(
                        container -> {
                          throw PortException.failed(
                              "tried to boot %s but it ended: %s"
                                  .formatted(node, lab.console(node).strip()),
                              "try another node image with --image, or look at `ekube lab logs "
                                  + node
                                  + "`");
                        }));
    if (process().running().isEmpty()) {
      throw PortException.failed(
          "tried to form the cluster but its manager has ended", "look at " + folder.serveLog());
    }
  }

  /** How long boots here have taken. */
  public PaceFile pace() {
    return new PaceFile(manager.paceFile(cluster().name()));
  }

  /** Keeps this state as what was applied last; nodes that boot from now on get it. */
  public void keep(String subject) {
    JGitHistory history = manager.history(cluster().name());
    if (!deployment.isKept(history)) {
      deployment.keep(history, subject);
    }
  }

  private static Deployment applied(LabFolder folder, Manager manager, LabRecord made) {
    JGitHistory history = manager.history(made.name());
    Optional<FileTree> newest =
        history.revisions().isEmpty() ? Optional.empty() : history.read("HEAD");
    return newest
        .map(tree -> Deployment.of(RevisionInputs.of(tree).read("HEAD", manager), manager))
        .orElseThrow(
            () ->
                PortException.precondition(
                    "tried to open the lab in " + folder.root() + " but its `lab up` was cut",
                    "run it again, or remove the lab: ekube lab down"));
  }

  private static LabPlan plan(LabFolder folder, Deployment deployment, LabRecord made) {
    try {
      return LabPlan.of(
          deployment.cluster(),
          node -> files(deployment, node),
          new LabSettings(
              made.images(),
              made.cpus(),
              Capabilities.within(Bounding.set()),
              folder.root().toString()));
    } catch (IOException e) {
      throw PortException.failed(
          "tried to ask the kernel what containers may do but " + e.getMessage(),
          "run the lab on Linux",
          e);
    }
  }

  /** What a node's overlays put on it; the runtime ones come last, as with Warewulf. */
  private static FileTree files(Deployment deployment, NodeName node) {
    ManagerFacts facts =
        new ManagerFacts(
            deployment.cluster().manager().name(), deployment.cluster().manager().address());
    NodeView view = NodeView.of(deployment.rendered(), node, facts);
    return view.system().overlaidBy(view.runtime());
  }

  public Cluster cluster() {
    return deployment.cluster();
  }

  Deployment deployment() {
    return deployment;
  }

  public LabFolder folder() {
    return folder;
  }

  public Manager manager() {
    return manager;
  }

  LabRecord made() {
    return made;
  }

  /** A digest of all that a node gets when it boots now: its image and its files. */
  public SortedMap<NodeName, String> served() {
    SortedMap<NodeName, String> served = new TreeMap<>();
    lab.plan()
        .nodes()
        .forEach(
            (node, as) ->
                served.put(
                    node,
                    HexFormat.of()
                        .formatHex(
                            new Sha256().field(as.image()).field(as.files().digest()).finish())));
    return served;
  }

  /** The machines. */
  public Lab lab() {
    return lab;
  }

  /** The cluster's API, at any control node or at its virtual address. */
  public ApiClient api(boolean virtual, Duration limit) {
    CertificateStore store = manager.authorities(cluster().name()).open(line -> {});
    Endpoint endpoint = cluster().endpoint();
    return virtual
        ? RealOutside.api(
            cluster(),
            store,
            URI.create("https://" + endpoint.vip() + ":" + endpoint.port()),
            limit)
        : RealOutside.api(this::cluster, store, limit);
  }

  /** The manager's process: to start, to stop, to kill. */
  public ManagerProcess process() {
    dev.ekube.model.Manager at = cluster().manager();
    return new ManagerProcess(
        folder,
        Relaunch.command(
            List.of(
                "serve",
                "--listen",
                at.address() + ":" + at.port(),
                "--metrics",
                "0",
                "--patches",
                folder.patches().toString())));
  }

  /** What the manager says of the cluster; nothing while it does not answer. */
  public Optional<ClusterStatus> status() {
    try {
      return OperatorClient.in(folder.run()).ask(new OperatorMessage.Status(""))
              instanceof OperatorReply.StatusIs is
          ? Optional.of(is.status())
          : Optional.empty();
    } catch (PortException e) {
      // It is about to start, or has been stopped.
      return Optional.empty();
    }
  }
}
