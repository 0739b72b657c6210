package dev.ekube.cli.output;

import dev.ekube.model.Cluster;
import dev.ekube.model.Role;

/** A cluster's size in words: {@code 3 control nodes, 1 worker}. */
public final class NodeCounts {
  private NodeCounts() {}

  public static String of(Cluster cluster) {
    return of(cluster.nodes(Role.CONTROL).size(), cluster.nodes(Role.WORKER).size());
  }

  public static String of(int control, int workers) {
    return count(control, "control node") + ", " + count(workers, "worker");
  }

  private static String count(int count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
