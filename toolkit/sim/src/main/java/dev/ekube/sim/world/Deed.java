package dev.ekube.sim.world;

import dev.ekube.machine.Order;
import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.model.NodeName;
import dev.ekube.sim.etcd.EtcdData;

/** Something that has just been done in the world, as rules see it. */
public sealed interface Deed {

  /** The manager wrote this down, and it is on disk. */
  record Appended(LedgerEntry entry) implements Deed {}

  /** The manager sends an order. */
  record Sent(NodeName node, Order order) implements Deed {}

  /** The manager is about to change etcd's membership. */
  record Changing(EtcdChange change) implements Deed {}

  /** An etcd begins on data that was empty, as this member. */
  record Born(NodeName node, EtcdData data) implements Deed {}

  /** A client's write was acknowledged by this epoch. */
  record Acknowledged(int epoch, long write) implements Deed {}

  /** An operator asks for something. */
  record Asked(Request request) implements Deed {}

  /** The manager's journal is gone, its authorities are not. */
  record JournalLost() implements Deed {}

  /** The manager has started with what its disk holds. */
  record ManagerStarted() implements Deed {}

  /** A node's data was destroyed: by power loss of a RAM disk, by a wipe, by an accident. */
  record Destroyed(NodeName node, EtcdData data) implements Deed {}

  /** A node reboots because it was ordered to. */
  record OrderedReboot(NodeName node) implements Deed {}
}
