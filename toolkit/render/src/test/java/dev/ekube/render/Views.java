package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.FileTree;
import dev.ekube.model.Ipv4;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;

/** Shortcuts of tests to what a node gets. */
final class Views {
  static final ManagerFacts MANAGER = new ManagerFacts("manager", Ipv4.parse("10.0.0.13"));

  private Views() {}

  static FileTree system(Cluster cluster, String node) {
    return NodeView.of(new Renderer().render(cluster), new NodeName(node), MANAGER).system();
  }

  static FileTree runtime(Cluster cluster, String node) {
    return NodeView.of(new Renderer().render(cluster), new NodeName(node), MANAGER).runtime();
  }

  static String file(Cluster cluster, String node, String path) {
    return system(cluster, node).text(path).orElseThrow(() -> new AssertionError("no " + path));
  }

  static NodeEntry entry(Cluster cluster, String node) {
    return new Renderer()
        .render(cluster).nodes().stream()
            .filter(entry -> entry.name().equals(new NodeName(node)))
            .findFirst()
            .orElseThrow();
  }
}
