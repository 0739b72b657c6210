package dev.ekube.lab.plan;

import dev.ekube.lab.engine.Networks.LabNetwork;
import dev.ekube.lab.engine.NodeContainer;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Copies;
import dev.ekube.model.FileTree;
import dev.ekube.model.Network;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A cluster as one network and one container per node.
 *
 * @param nodes in natural order of names
 */
public record LabPlan(
    ClusterName name, LabNetwork network, SortedMap<NodeName, NodeContainer> nodes) {
  private static final double NANO = 1e9;
  private static final String HOLD = "EKUBE_LAB_HOLD";

  /** Gone with the container, and in memory as on a node that has no disk. */
  private static final SortedMap<String, String> TMPFS =
      Copies.sorted(
          Map.of(
              "/run", "mode=755",
              "/tmp", "mode=1777",
              "/var/lib/etcd", "mode=700",
              "/var/lib/kubelet", "exec,mode=750"));

  /** On a file system of the host, because overlayfs cannot stand on the container's own. */
  private static final List<String> VOLUMES = List.of("/var/lib/containerd");

  public LabPlan {
    nodes = Copies.sorted(nodes);
  }

  /**
   * The plan for a cluster.
   *
   * @param overlays what a node's Warewulf overlays put on it, system and runtime
   */
  public static LabPlan of(
      Cluster cluster, Function<NodeName, FileTree> overlays, LabSettings settings) {
    SortedMap<String, String> labels =
        Copies.sorted(
            Map.of(LabNames.LAB, cluster.name().value(), LabNames.FOLDER, settings.folder()));
    LabNetwork network =
        new LabNetwork(
            LabNames.network(cluster.name()),
            LabNames.bridge(cluster.name()),
            cluster.network().provisioning().cidr(),
            cluster.manager().address(),
            labels);
    SortedMap<NodeName, NodeContainer> nodes = new TreeMap<>();
    for (Node node : cluster.nodes()) {
      nodes.put(node.name(), node(cluster, node, overlays.apply(node.name()), settings, labels));
    }
    return new LabPlan(cluster.name(), network, nodes);
  }

  /**
   * The same, with agents that wait to be let go: for measurements, in which all nodes of all
   * contenders begin at one moment.
   */
  public LabPlan held() {
    SortedMap<NodeName, NodeContainer> waiting = new TreeMap<>();
    nodes.forEach((node, container) -> waiting.put(node, container.with(HOLD, "yes")));
    return new LabPlan(name, network, waiting);
  }

  private static NodeContainer node(
      Cluster cluster,
      Node node,
      FileTree overlays,
      LabSettings settings,
      SortedMap<String, String> labels) {
    Network.Provisioning provisioning = cluster.network().provisioning();
    SortedMap<String, String> own = new TreeMap<>(labels);
    own.put(LabNames.NODE, node.name().value());
    return new NodeContainer(
        LabNames.container(cluster.name(), node.name()),
        node.name().value(),
        settings.images().get(node.role()),
        List.of("/" + LabOverlay.BOOT),
        LabNames.network(cluster.name()),
        node.address(),
        Copies.sorted(
            Map.of(
                // systemd asks this variable what it runs in.
                "container", "docker",
                "EKUBE_LAB_NODE", node.name().value(),
                "EKUBE_LAB_INTERFACE", provisioning.interfaceName(),
                "EKUBE_LAB_GATEWAY", cluster.manager().address().toString())),
        settings.capabilities(),
        TMPFS,
        VOLUMES,
        Copies.sorted(Map.of("net.ipv4.ip_forward", "1", "net.ipv4.ip_nonlocal_bind", "1")),
        own,
        settings.cpus().isPresent()
            ? OptionalLong.of(Math.round(settings.cpus().getAsDouble() * NANO))
            : OptionalLong.empty(),
        reachable(overlays.overlaidBy(LabOverlay.over(overlays))));
  }

  /** What a mount would hide is put aside; the first process brings it to its place. */
  private static FileTree reachable(FileTree tree) {
    FileTree.Builder moved = FileTree.builder();
    tree.entries()
        .forEach(
            (path, entry) ->
                moved.put(isHidden(path) ? LabOverlay.HOME + "/ram/" + path : path, entry));
    // There is always something to bring, so that the first process need not look.
    return moved.file(LabOverlay.HOME + "/ram/run/ekube/lab", 0644, "").build();
  }

  private static boolean isHidden(String path) {
    return Stream.concat(TMPFS.keySet().stream(), VOLUMES.stream())
        .anyMatch(mount -> ("/" + path).startsWith(mount + "/"));
  }
}
