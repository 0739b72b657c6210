package dev.ekube.machine;

import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.Map;
import java.util.SortedMap;

/** What the arbiter wants of a node. A node has one order at a time; a newer one replaces it. */
public sealed interface Order {
  /** The epoch that the order belongs to; 0 before the first. */
  int epoch();

  /** Start nothing, stop nothing; {@code status} shows the reason. */
  record Hold(int epoch, String reason) implements Order {}

  /**
   * Bootstrap etcd with an empty data directory and the static member list.
   *
   * @param members name to peer URL, of every founding member
   */
  record Form(Ticket ticket, SortedMap<NodeName, String> members) implements Order {
    public Form {
      members = Copies.sorted(members);
    }

    @Override
    public int epoch() {
      return ticket.epoch();
    }
  }

  /** Bootstrap etcd from a snapshot of the manager, restored under the same static member list. */
  record Restore(Ticket ticket, SortedMap<NodeName, String> members, SnapshotRef snapshot)
      implements Order {
    public Restore {
      members = Copies.sorted(members);
    }

    @Override
    public int epoch() {
      return ticket.epoch();
    }
  }

  /**
   * Start etcd as the learner that has been added for this boot.
   *
   * @param member the id that etcd gave to the learner
   * @param members name to peer URL of every member, this one included, as etcd lists them
   */
  record Join(
      int epoch, Incarnation incarnation, MemberId member, SortedMap<NodeName, String> members)
      implements Order {
    public Join {
      members = Copies.sorted(members);
    }
  }

  /** Start etcd with the data of this epoch that the node holds, as the member that it was. */
  record Resume(int epoch) implements Order {}

  /** A worker: start the kubelet when the API answers. */
  record Serve(int epoch) implements Order {}

  /** Stop etcd and the API server, keep the data, and report the end of its log. */
  record StandDown(int epoch) implements Order {}

  /**
   * Stopped already: make a snapshot of everything the log holds and hand it to the manager.
   *
   * @param attempt another one when the manager has lost what it was handed
   */
  record Export(int epoch, long attempt) implements Order {}

  /** Reboot; the manager has made sure that the others can do without this node. */
  record Reboot(int epoch, String reason) implements Order {}

  /** A member list as the constructors take it. */
  static SortedMap<NodeName, String> members(Map<NodeName, String> urls) {
    return Copies.sorted(urls);
  }
}
