package dev.ekube.plan;

import dev.ekube.model.Cluster;
import dev.ekube.model.FileTree;
import dev.ekube.model.Node;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import dev.ekube.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A rendering of a few files with the shape of the real one, so that tests of plans hold whatever
 * the templates say: overlays for all nodes, for each role that has nodes, and for hosts.
 */
public final class SmallRender {
  private SmallRender() {}

  public static Rendered of(Cluster cluster) {
    SortedMap<OverlayName, FileTree> overlays = new TreeMap<>();
    overlays.put(
        OverlayName.common(cluster.name()),
        FileTree.builder().file("etc/ekube/version", 0644, cluster.version() + "\n").build());
    for (Role role : Role.values()) {
      if (!cluster.nodes(role).isEmpty()) {
        overlays.put(
            OverlayName.of(cluster.name(), role),
            FileTree.builder()
                .file("etc/ekube/role", 0600, role.word() + "\n")
                .symlink("etc/role", "ekube/role")
                .build());
      }
    }
    String hosts =
        cluster.nodes().stream()
            .map(node -> node.address() + " " + node.name() + "\n")
            .collect(Collectors.joining());
    overlays.put(
        OverlayName.hosts(cluster.name()),
        FileTree.builder().file("etc/hosts.ww", 0644, hosts).build());
    List<NodeEntry> entries = new ArrayList<>();
    cluster.nodes().forEach(node -> entries.add(entry(cluster, node)));
    return new Rendered(overlays, entries);
  }

  private static NodeEntry entry(Cluster cluster, Node node) {
    SortedMap<String, String> tags = new TreeMap<>(node.tags());
    tags.putAll(
        Map.of(
            NodeEntry.OWNER_TAG, cluster.name().value(), NodeEntry.ROLE_TAG, node.role().word()));
    return new NodeEntry(
        node.name(),
        cluster.settings(node.role()).image(),
        cluster.settings(node.role()).profiles(),
        List.of(OverlayName.common(cluster.name()), OverlayName.of(cluster.name(), node.role())),
        List.of(OverlayName.hosts(cluster.name())),
        node.kernelArgs(),
        node.devices(),
        tags,
        node.ipmi());
  }
}
