package dev.ekube.lab.chaos;

import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.util.List;
import java.util.stream.Stream;

/** The nodes of a cluster by role, in order of cluster.yaml. */
public record Layout(List<NodeName> controls, List<NodeName> workers) {
  public Layout {
    controls = List.copyOf(controls);
    workers = List.copyOf(workers);
  }

  /** That of a cluster. */
  public static Layout of(Cluster cluster) {
    return new Layout(names(cluster, Role.CONTROL), names(cluster, Role.WORKER));
  }

  private static List<NodeName> names(Cluster cluster, Role role) {
    return cluster.nodes(role).stream().map(Node::name).toList();
  }

  /** Everyone, control nodes first. */
  public List<NodeName> all() {
    return Stream.concat(controls.stream(), workers.stream()).toList();
  }

  /** How many control nodes may be away while the others still hold a quorum. */
  public int spare() {
    return (controls.size() - 1) / 2;
  }
}
