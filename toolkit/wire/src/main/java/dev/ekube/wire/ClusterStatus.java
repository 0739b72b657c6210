package dev.ekube.wire;

import dev.ekube.machine.SnapshotRef;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code ekube status} shows of a cluster.
 *
 * @param at milliseconds since 1970, by the manager's clock
 * @param phase one word for where the cluster is: {@code waiting}, {@code forming}, {@code ready} …
 * @param epoch 0 before the first
 * @param story how this epoch came to be, and what that has cost
 * @param ready every node of cluster.yaml is at work, and Kubernetes says so
 * @param vip who holds the virtual address, when that is known
 * @param waiting what the cluster waits for, and since when, in words
 * @param alarms what a person should look at, newest first
 */
public record ClusterStatus(
    String cluster,
    long at,
    String phase,
    int epoch,
    String story,
    boolean ready,
    List<NodeStatus> nodes,
    List<MemberStatus> members,
    Optional<NodeName> vip,
    List<SnapshotRef> snapshots,
    List<String> waiting,
    List<String> alarms) {
  public ClusterStatus {
    nodes = List.copyOf(nodes);
    members = List.copyOf(members);
    snapshots = List.copyOf(snapshots);
    waiting = List.copyOf(waiting);
    alarms = List.copyOf(alarms);
  }
}
