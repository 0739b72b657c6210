package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.RoleSettings;
import java.util.List;

/** What Warewulf's nodes.conf shall say of each node. */
final class NodeEntries {
  private NodeEntries() {}

  /** One entry per node, in natural order of names. */
  static List<NodeEntry> of(Cluster cluster) {
    return cluster.nodes().stream().map(node -> entry(cluster, node)).toList();
  }

  private static NodeEntry entry(Cluster cluster, Node node) {
    RoleSettings settings = cluster.settings(node.role());
    return new NodeEntry(
        node.name(),
        settings.image(),
        settings.profiles(),
        Renderer.systemOverlays(cluster, node.role()),
        Renderer.runtimeOverlays(cluster),
        node.kernelArgs(),
        node.devices(),
        NodeTags.of(cluster, node),
        node.ipmi());
  }
}
