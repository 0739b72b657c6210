package dev.ekube.cli.output;

import dev.ekube.model.Cluster;
import dev.ekube.model.Role;

/** A cluster's size in words: {@code 3 control nodes, 1 worker}. */
public final class NodeCounts {
  private NodeCounts() {}

  public static String of(Cluster cluster) {
    return count(cluster, Role.CONTROL, "control node")
        + ", "
        + count(cluster, Role.WORKER, "worker");
  }

  private static String count(Cluster cluster, Role role, String noun) {
    int count = cluster.nodes(role).size();
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
