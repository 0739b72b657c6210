package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.MemberId;
import dev.ekube.model.NodeName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A quorum that cannot come although the journal counts one, or does not know whom to count.
 * Members vote by the list that each of them remembers: a removal may have been known to nobody but
 * a leader that is gone, and after a lost journal nobody knows who was only a learner.
 */
final class Deadlock {
  private Deadlock() {}

  /**
   * Whether all that could come is there and nothing has come of it: every member is gone for good,
   * or is here with its data for long enough; and in what each of them remembers, those who are
   * here are too few, and the others are gone for good. Then rule R5 holds: every missing voter has
   * proved its data gone.
   */
  static boolean isThere(Turn turn) {
    if (turn.now - turn.agenda.quorumSeen < Patience.DEADLOCK) {
      return false;
    }
    Set<MemberId> here = new HashSet<>();
    for (Member member : turn.ledger().members().values()) {
      Optional<MemberId> held = held(turn, member.node());
      if (held.isPresent() && turn.now - turn.since(member.node()) >= Patience.DEADLOCK) {
        here.add(held.get());
      } else if (!Voters.isGone(turn.ledger(), member)) {
        return false;
      }
    }
    List<EtcdMemory> memories =
        turn.view.filter(v -> v.epoch() == turn.ledger().epoch()).stream()
            .flatMap(v -> v.remembered().stream())
            .filter(memory -> here.contains(memory.of()))
            .toList();
    if (memories.isEmpty()) {
      // A member that has found no quorum since its start tells nothing.
      return Membership.isUnseen(turn.ledger()) && Voters.isQuorumLost(turn);
    }
    return memories.size() == here.size()
        && memories.stream().allMatch(memory -> isShort(turn, memory, here));
  }

  private static boolean isShort(Turn turn, EtcdMemory memory, Set<MemberId> here) {
    List<EtcdMember> voters = memory.voters();
    long present = voters.stream().filter(m -> here.contains(m.id())).count();
    return present < Voters.quorum(voters.size())
        && voters.stream().allMatch(m -> here.contains(m.id()) || isGone(turn, m));
  }

  /**
   * A member of the journal has been asked about already. Of others only a lost journal can have
   * known, and then cluster.yaml says who may hold data, as in every adoption.
   */
  private static boolean isGone(Turn turn, EtcdMember seen) {
    Ledger ledger = turn.ledger();
    Optional<NodeName> owner = owner(turn, seen);
    if (owner.isEmpty()) {
      return true;
    }
    if (turn.isConnected(owner.get())) {
      return !held(turn, owner.get()).equals(Optional.of(seen.id()));
    }
    Member member = ledger.members().get(owner.get());
    Enrolment enrolment = ledger.enrolments().get(owner.get());
    return member != null
        ? Voters.isGone(ledger, member)
        : enrolment != null && Voters.holdsNothingOf(enrolment.data(), ledger.epoch());
  }

  /** By the name that etcd knows, else by the address. */
  private static Optional<NodeName> owner(Turn turn, EtcdMember seen) {
    return turn.site.control().entrySet().stream()
        .filter(
            entry ->
                seen.started()
                    ? entry.getKey().value().equals(seen.name())
                    : entry.getValue().equals(seen.peerUrl()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  private static Optional<MemberId> held(Turn turn, NodeName node) {
    return turn.data(node)
        .filter(d -> d instanceof Data.Holds h && h.isOf(turn.ledger().epoch()))
        .flatMap(d -> ((Data.Holds) d).member());
  }
}
