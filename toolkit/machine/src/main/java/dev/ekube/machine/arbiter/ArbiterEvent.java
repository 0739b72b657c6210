package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.model.NodeName;
import java.util.Optional;
import java.util.SortedSet;

/**
 * What happens to the arbiter.
 *
 * <p>{@code at} is always milliseconds of the manager's monotonic clock; it may start anywhere.
 */
public sealed interface ArbiterEvent {
  long at();

  /**
   * A node asks to be let in; nothing is known of it but what it says and where it says it from.
   * The driver has already held its address and source port against cluster.yaml.
   *
   * @param key SHA-256 of the public key that it wants certified, hexadecimal
   */
  record EnrolAsked(long at, NodeName node, Incarnation incarnation, String key, Data data)
      implements ArbiterEvent {}

  /** An enrolled node's connection under mutual TLS stands; its first report came with it. */
  record Connected(long at, NodeName node, NodeReport report) implements ArbiterEvent {}

  /** That connection has ended, or the node has not answered for too long. */
  record Disconnected(long at, NodeName node, Incarnation incarnation) implements ArbiterEvent {}

  record Reported(long at, NodeName node, NodeReport report) implements ArbiterEvent {}

  /** The answer to LookAtEtcd. */
  record EtcdSeen(long at, EtcdView view) implements ArbiterEvent {}

  /** The answer to ChangeEtcd. */
  record EtcdChanged(long at, EtcdChange change, EtcdChange.Outcome outcome)
      implements ArbiterEvent {}

  /** A snapshot was taken and verified: asked for by TakeSnapshot, or exported by a node. */
  record SnapshotTaken(long at, SnapshotRef snapshot, Optional<NodeName> exportedBy)
      implements ArbiterEvent {}

  record SnapshotFailed(long at, int epoch, String why) implements ArbiterEvent {}

  /** The answer to ApplyObjects. */
  record ObjectsApplied(long at, int epoch, Optional<String> trouble) implements ArbiterEvent {}

  /** The nodes that Kubernetes calls Ready. */
  record KubernetesSeen(long at, SortedSet<NodeName> ready) implements ArbiterEvent {}

  /** The answer to Drain: all pods are gone, or the deadline has passed. */
  record Drained(long at, NodeName node, Optional<String> trouble) implements ArbiterEvent {}

  record Asked(long at, Request request) implements ArbiterEvent {}

  /** cluster.yaml was applied again. */
  record SiteChanged(long at, Site site) implements ArbiterEvent {}

  record Ticked(long at) implements ArbiterEvent {}
}
