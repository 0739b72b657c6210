package dev.ekube.cli.boot;

import dev.ekube.cli.output.NodeCounts;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import dev.ekube.model.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be restarted, and what becomes of the data.
 *
 * @param control rebooted first
 * @param workers rebooted when the control nodes have booted
 * @param policy what the arbiter does by itself when all control nodes have lost their data
 */
record Intent(
    ClusterName cluster,
    List<NodeName> control,
    List<NodeName> workers,
    Manner manner,
    TotalLoss policy) {
  /** What becomes of the API and its data. */
  enum Manner {
    /** All at once; a snapshot is taken before and restored afterwards. */
    KEEP,
    /** All at once, and an empty cluster afterwards. */
    EMPTY,
    /** One control node after the other, workers drained: the API stays up (rule R8). */
    ROLLING
  }

  Intent {
    control = List.copyOf(control);
    workers = List.copyOf(workers);
  }

  static Intent of(Cluster cluster, Manner manner) {
    return new Intent(
        cluster.name(),
        names(cluster, Role.CONTROL),
        names(cluster, Role.WORKER),
        manner,
        cluster.recovery().totalLoss());
  }

  /** The same for some of the nodes. */
  Intent only(List<NodeName> nodes) {
    return new Intent(
        cluster,
        control.stream().filter(nodes::contains).toList(),
        workers.stream().filter(nodes::contains).toList(),
        manner,
        policy);
  }

  private static List<NodeName> names(Cluster cluster, Role role) {
    return cluster.nodes(role).stream().map(Node::name).toList();
  }

  List<NodeName> all() {
    List<NodeName> all = new ArrayList<>(control);
    all.addAll(workers);
    return all;
  }

  /** What a person agrees to. */
  List<String> announcement(String how) {
    String nodes = "all nodes (" + NodeCounts.of(control.size(), workers.size()) + ")";
    return switch (manner) {
      case ROLLING ->
          List.of(
              "then " + nodes + " are rebooted one after the other by their agents",
              "  the API stays up; workers are drained first");
      case KEEP ->
          List.of(
              "then " + nodes + " are rebooted " + how + ", control nodes first",
              "  every container on them stops; a snapshot of etcd is taken before and restored",
              "  what is written between the snapshot and the reboot is lost; --rolling loses"
                  + " nothing");
      case EMPTY ->
          List.of(
              "then " + nodes + " are rebooted " + how + ", control nodes first",
              "  every container on them stops, and EVERYTHING THAT THE API HOLDS IS GIVEN UP;",
              "  a snapshot is taken before: `ekube recover --new-epoch-from` can go back to it");
    };
  }
}
