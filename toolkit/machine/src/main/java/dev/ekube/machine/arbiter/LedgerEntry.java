package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.Order;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Ticket;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One fact in the arbiter's journal. The ledger is what they add up to; nothing else is durable.
 */
public sealed interface LedgerEntry {

  /** The arbiter has started; orders of this term outrank those of the terms before. */
  record TermBegun(long term) implements LedgerEntry {}

  /** A node was let in for one boot. */
  record Enrolled(NodeName node, Incarnation incarnation, String key, Data data)
      implements LedgerEntry {}

  /** A boot of the node is expected. */
  record BootExpected(NodeName node) implements LedgerEntry {}

  /** The operator vouched that the node is off and its data gone. */
  record Fenced(NodeName node) implements LedgerEntry {}

  /**
   * A new epoch begins.
   *
   * @param members its static member list, name to peer URL
   * @param seed the snapshot that every member restores; absent: it starts empty
   * @param story what {@code status} says about the passage from the epoch before
   */
  record Founded(
      int epoch, SortedMap<NodeName, String> members, Optional<SnapshotRef> seed, String story)
      implements LedgerEntry {
    public Founded {
      members = Order.members(members);
    }
  }

  /** Rule R1: written and synced before the ticket is sent, and never twice. */
  record TicketGranted(Ticket ticket) implements LedgerEntry {}

  /** A quorum of the epoch has been seen at work; the ids are etcd's own. */
  record QuorumSeen(int epoch, SortedMap<NodeName, MemberId> ids) implements LedgerEntry {
    public QuorumSeen {
      ids = Copies.sorted(ids);
    }
  }

  /** The id of a founding member that was seen later than the others. */
  record MemberSeen(int epoch, NodeName node, MemberId id) implements LedgerEntry {}

  /** A member came back with its data intact after another boot. */
  record MemberResumed(int epoch, NodeName node, Incarnation incarnation) implements LedgerEntry {}

  /** etcd has confirmed that the node's old member is no member any more. */
  record MemberRemoved(int epoch, NodeName node) implements LedgerEntry {}

  /** A learner is about to be added for this boot of the node. */
  record LearnerIntended(int epoch, NodeName node, Incarnation incarnation, String peerUrl)
      implements LedgerEntry {}

  /** etcd has added it under this id. */
  record LearnerAdded(int epoch, NodeName node, MemberId id) implements LedgerEntry {}

  record LearnerPromoted(int epoch, NodeName node) implements LedgerEntry {}

  /**
   * The epoch is over: its members are told to stand down, and nobody may bootstrap until all are
   * accounted for.
   */
  record SuccessionBegun(int epoch, Succession succession) implements LedgerEntry {}

  /**
   * No etcd of the epoch can run any more, and what the next one starts from is decided.
   *
   * @param story what {@code status} says about it
   */
  record Ended(int epoch, Beginning next, String story) implements LedgerEntry {}

  /**
   * Nodes or snapshots know of a later epoch than the journal does, or it is lost: it is not to be
   * trusted (rule R10).
   *
   * @param unusedEpoch a number that no epoch before has had, as far as a clock can tell
   */
  record Doubted(String why, int unusedEpoch) implements LedgerEntry {}

  record SnapshotKept(SnapshotRef snapshot) implements LedgerEntry {}

  record SnapshotDropped(String id) implements LedgerEntry {}

  /**
   * The journal was lost or outdated: what the nodes reported was taken for the truth (rule R10).
   *
   * @param members the control nodes and their peer URLs: whoever may be a member
   * @param holders those that hold data of the epoch, and their boots
   */
  record Adopted(
      int epoch,
      long term,
      SortedMap<NodeName, String> members,
      SortedMap<NodeName, Incarnation> holders,
      String story)
      implements LedgerEntry {
    public Adopted {
      members = Order.members(members);
      holders = Copies.sorted(holders);
    }
  }

  record RebootsPlanned(List<NodeName> nodes, String reason) implements LedgerEntry {
    public RebootsPlanned {
      nodes = List.copyOf(nodes);
    }
  }

  record RebootBegun(NodeName node, Incarnation incarnation) implements LedgerEntry {}

  record RebootEnded(NodeName node, Optional<String> trouble) implements LedgerEntry {}

  record RebootsCancelled() implements LedgerEntry {}
}
