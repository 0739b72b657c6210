package dev.ekube.machine.arbiter;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.model.NodeName;
import java.util.Optional;

/**
 * What the manager is to do, in the order given: an {@link Append} is on disk before any effect
 * after it is begun (rule R1). Every effect can be cut and done again (rule R9).
 */
public sealed interface ArbiterEffect {

  /** Append to the journal and sync; nothing after it may happen before. */
  record Append(LedgerEntry entry) implements ArbiterEffect {}

  /** Let the node in: sign its certificates. */
  record Admit(NodeName node, Incarnation incarnation) implements ArbiterEffect {}

  /** Do not let it in; the agent shows the reason and asks again later. */
  record Refuse(NodeName node, Incarnation incarnation, String why) implements ArbiterEffect {}

  /** Close the connection of a superseded incarnation. */
  record Close(NodeName node, Incarnation incarnation, String why) implements ArbiterEffect {}

  /** Find out now whether the connection is alive; the answer is Disconnected or a report. */
  record Probe(NodeName node) implements ArbiterEffect {}

  /** Send an order over the node's connection. */
  record Send(NodeName node, OrderId id, Order order) implements ArbiterEffect {}

  /** Something a person should know. */
  record Alarm(String words) implements ArbiterEffect {}

  /** Ask etcd for members and health; the answer is EtcdSeen, always. */
  record LookAtEtcd(int epoch) implements ArbiterEffect {}

  /** Change etcd's membership; the answer is EtcdChanged, always. */
  record ChangeEtcd(EtcdChange change) implements ArbiterEffect {}

  /** Take and verify a snapshot; the answer is SnapshotTaken or SnapshotFailed, always. */
  record TakeSnapshot(int epoch) implements ArbiterEffect {}

  /** Delete a snapshot that is not kept any longer. */
  record DropSnapshot(String id) implements ArbiterEffect {}

  /** Apply the cluster's objects to the API; the answer is ObjectsApplied, always. */
  record ApplyObjects(int epoch) implements ArbiterEffect {}

  /** Drain a worker; the answer is Drained, always, at the latest after {@code deadline} ms. */
  record Drain(NodeName node, long deadline) implements ArbiterEffect {}

  /** Allow pods on the node again. */
  record Uncordon(NodeName node) implements ArbiterEffect {}

  /** Answer the operator; a refusal says why. */
  record Answer(Request request, Optional<String> refusal) implements ArbiterEffect {}

  /** Send Ticked at this time; replaces a timer that was set before. */
  record SetTimer(long at) implements ArbiterEffect {}
}
