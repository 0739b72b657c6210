package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.model.NodeName;
import java.util.List;

/** The arithmetic of quorums, and what counts as proof that a member's data is gone (rule R4). */
final class Voters {
  private Voters() {}

  /** The least number of voters that decides. */
  static int quorum(int voters) {
    return voters / 2 + 1;
  }

  static List<Member> of(Ledger ledger) {
    return ledger.members().values().stream().filter(Member::isVoter).toList();
  }

  /**
   * Whether the data of a member is proved gone: its node has enrolled for another boot than the
   * one that started the member, and holds none of this epoch, or the operator vouches that it is
   * off. Silence proves nothing.
   */
  static boolean isGone(Ledger ledger, Member member) {
    if (ledger.fenced().contains(member.node())) {
      return true;
    }
    Enrolment enrolment = ledger.enrolments().get(member.node());
    return member.incarnation().isPresent()
        && enrolment != null
        && !enrolment.incarnation().equals(member.incarnation().get())
        && holdsNothingOf(enrolment.data(), ledger.epoch());
  }

  static boolean holdsNothingOf(Data data, int epoch) {
    return switch (data) {
      case Data.Empty e -> true;
      case Data.Holds holds -> !holds.isOf(epoch);
      case Data.Vanished v -> true;
      case Data.Damaged d -> false;
    };
  }

  /** Nobody was ever allowed to start this founding member, so it has never held anything. */
  static boolean isUnborn(Member member) {
    return member.incarnation().isEmpty();
  }

  /** A member that cannot hold data: it has lost it, or never had any. */
  static boolean holdsNothing(Ledger ledger, Member member) {
    return isGone(ledger, member) || isUnborn(member);
  }

  /**
   * Whether no quorum of this epoch can come together again, whoever returns. An unborn member that
   * is there can still be started; one that is absent cannot be waited for. As long as nobody who
   * was started is gone, nothing has been lost, and the absent may still come; but not those whose
   * address has changed since, because the list of the others does not have the new one.
   */
  static boolean isQuorumLost(Turn turn) {
    Ledger ledger = turn.ledger();
    List<Member> voters = of(ledger);
    long gone = voters.stream().filter(m -> !isUnborn(m) && isGone(ledger, m)).count();
    long lost = voters.stream().filter(m -> isGone(ledger, m) || isMissing(turn, m)).count();
    long never =
        voters.stream().filter(m -> isUnborn(m) ? isLate(turn, m) : isGone(ledger, m)).count();
    int needed = quorum(voters.size());
    return (gone > 0 && voters.size() - lost < needed) || voters.size() - never < needed;
  }

  /** A founder that was not started in time: the static list does not fit it any more. */
  static boolean isLate(Turn turn, Member member) {
    boolean moved = !member.peerUrl().equals(turn.site.control().get(member.node()));
    return isUnborn(member) && (turn.ledger().reshaped() || moved);
  }

  private static boolean isMissing(Turn turn, Member member) {
    NodeName node = member.node();
    return isLate(turn, member) || (isUnborn(member) && !turn.isConnected(node));
  }
}
