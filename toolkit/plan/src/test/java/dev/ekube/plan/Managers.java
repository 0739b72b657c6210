package dev.ekube.plan;

import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Device;
import dev.ekube.model.ImageName;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.plan.Observed.ObservedNode;
import dev.ekube.render.Rendered;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What stands on managers, for tests of the planner. */
final class Managers {
  private Managers() {}

  /** Nothing but node images, as a site that builds its own has them. */
  static Observed fresh(Cluster cluster) {
    Set<ImageName> images =
        cluster.roles().values().stream().map(r -> r.image()).collect(Collectors.toSet());
    return new Observed(
        new TreeMap<>(), new TreeMap<>(), images, Set.of(), Set.of(), new TreeMap<>(), Set.of());
  }

  /** Everything as the cluster wants it. */
  static Observed applied(Cluster cluster) {
    Rendered rendered = SmallRender.of(cluster);
    SortedMap<String, ObservedNode> nodes = new TreeMap<>();
    rendered.nodes().forEach(e -> nodes.put(e.name().value(), observed(e)));
    Observed fresh = fresh(cluster);
    return new Observed(
        nodes,
        rendered.overlays(),
        fresh.rootfs(),
        fresh.rootfs(),
        Set.of(),
        BuildDigest.of(rendered),
        Set.of());
  }

  /** What nodes.conf shows of an entry. */
  static ObservedNode observed(NodeEntry entry) {
    return new ObservedNode(
        Optional.ofNullable(entry.tags().get(NodeEntry.OWNER_TAG)).map(ClusterName::new),
        entry.fields(),
        entry.devices().stream()
            .map(Device::mac)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()),
        entry.devices().stream()
            .map(Device::address)
            .flatMap(Optional::stream)
            .collect(Collectors.toSet()));
  }

  /** The same manager with one node put. */
  static Observed with(Observed o, String name, ObservedNode node) {
    SortedMap<String, ObservedNode> nodes = new TreeMap<>(o.nodes());
    nodes.put(name, node);
    return new Observed(
        nodes, o.overlays(), o.rootfs(), o.published(), o.archive(), o.built(), o.pendingBoot());
  }

  /** The same manager with built overlay images of one more node. */
  static Observed built(Observed o, NodeName name, String digest) {
    SortedMap<NodeName, String> built = new TreeMap<>(o.built());
    built.put(name, digest);
    return new Observed(
        o.nodes(), o.overlays(), o.rootfs(), o.published(), o.archive(), built, o.pendingBoot());
  }
}
