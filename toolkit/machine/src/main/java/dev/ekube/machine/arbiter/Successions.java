package dev.ekube.machine.arbiter;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Data;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.Position;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How an epoch ends (rules R4, R5, R6): every member is accounted for, either by proof that its
 * data is gone or by standing down with its data; only then does the best data go on.
 */
final class Successions {
  private Successions() {}

  /** A member that has stopped, and the end of its log. */
  record Survivor(NodeName node, Position end) {}

  /** Rule R5 and R6: ends the epoch when no quorum of it can ever come together again. */
  static void checkQuorum(Turn turn) {
    // Of members that were adopted it is not known who they are before etcd has said so.
    boolean counted = !Membership.isUnseen(turn.ledger()) && Voters.isQuorumLost(turn);
    if (counted || Deadlock.isThere(turn)) {
      turn.append(
          new LedgerEntry.SuccessionBegun(turn.ledger().epoch(), new Succession.QuorumLost()));
      turn.alarm("epoch " + turn.ledger().epoch() + " has lost its quorum for good: " + lost(turn));
    }
  }

  private static String lost(Turn turn) {
    return turn.ledger().members().values().stream()
        .filter(m -> Voters.holdsNothing(turn.ledger(), m))
        .map(m -> m.node().value())
        .collect(Collectors.joining(", ", "the data of ", " is gone"));
  }

  static void advance(Turn turn, Phase.Succeeding phase) {
    List<NodeName> awaited = awaited(turn);
    if (!awaited.isEmpty()) {
      awaited.forEach(node -> turn.reason(node, whyAwaited(turn, node)));
      return;
    }
    switch (phase.succession()) {
      case Succession.Requested requested ->
          end(
              turn,
              requested
                  .snapshot()
                  .<Beginning>map(Beginning.From::new)
                  .orElse(new Beginning.Empty()),
              "the operator asked for a new epoch");
      case Succession.QuorumLost q -> choose(turn);
    }
  }

  /** Members that may hold data and have not stood down yet. */
  private static List<NodeName> awaited(Turn turn) {
    List<NodeName> awaited = new ArrayList<>();
    for (Member member : turn.ledger().members().values()) {
      boolean gone = Voters.holdsNothing(turn.ledger(), member);
      if (!gone && !hasStoodDown(turn, member)) {
        awaited.add(member.node());
      }
    }
    return awaited;
  }

  private static String whyAwaited(Turn turn, NodeName node) {
    return turn.isConnected(node)
        ? "stopping etcd, so that the next epoch can begin"
        : node + " is silent and may hold data; power it on, or fence it when it is off for good";
  }

  /**
   * It obeys the order to stand down, which outranks its ticket, and is done with it. The order to
   * export is sent only after that.
   */
  private static boolean hasStoodDown(Turn turn, Member member) {
    Sent sent = turn.sent.get(member.node());
    Optional<NodeReport> report = turn.report(member.node());
    if (sent == null || report.isEmpty()) {
      return false;
    }
    boolean done =
        report.get().order().equals(sent.id())
            && report.get().condition() instanceof Condition.Settled;
    return sent.order() instanceof Order.Export
        || (sent.order() instanceof Order.StandDown && done);
  }

  /** The survivors, the best one first. */
  static List<Survivor> survivors(Turn turn) {
    List<Survivor> survivors = new ArrayList<>();
    for (Member member : turn.ledger().members().values()) {
      turn.data(member.node())
          .flatMap(data -> end(data, turn.ledger().epoch()))
          .ifPresent(end -> survivors.add(new Survivor(member.node(), end)));
    }
    survivors.sort(Comparator.comparing(Survivor::end).reversed());
    return survivors;
  }

  private static Optional<Position> end(Data data, int epoch) {
    boolean held = data instanceof Data.Holds holds && holds.epoch() == epoch;
    return held ? ((Data.Holds) data).end().filter(end -> end.index() > 0) : Optional.empty();
  }

  /**
   * Whose data goes on: the survivor's with the greatest position, or a snapshot that covers it.
   */
  private static void choose(Turn turn) {
    Ledger ledger = turn.ledger();
    List<Survivor> survivors = survivors(turn);
    if (survivors.isEmpty() && ledger.members().values().stream().allMatch(Voters::isUnborn)) {
      Beginning same =
          ledger
              .seed()
              .<Beginning>map(s -> new Beginning.From(s.id()))
              .orElse(new Beginning.Empty());
      end(turn, same, "nobody was started in epoch " + ledger.epoch() + ": it is founded anew");
      return;
    }
    if (survivors.isEmpty()) {
      end(turn, new Beginning.ByPolicy(), "every voter's data is gone");
      return;
    }
    Survivor best = survivors.getFirst();
    Optional<SnapshotRef> covering =
        ledger.snapshots().stream()
            .filter(s -> s.epoch() == ledger.epoch() && s.index() >= best.end().index())
            .max(Comparator.comparingLong(SnapshotRef::index));
    covering.ifPresent(
        s ->
            end(
                turn,
                new Beginning.From(s.id()),
                "the quorum was lost; snapshot "
                    + s.id()
                    + " covers what "
                    + best.node()
                    + " held"));
  }

  /** Which survivor exports its data now; absent: none has to. */
  static Optional<NodeName> exporter(Turn turn) {
    boolean lost =
        turn.ledger().phase() instanceof Phase.Succeeding s
            && s.succession() instanceof Succession.QuorumLost;
    if (!lost || !awaited(turn).isEmpty()) {
      return Optional.empty();
    }
    return survivors(turn).stream().findFirst().map(Survivor::node);
  }

  /** The export has arrived and is verified. */
  static void exported(Turn turn, SnapshotRef snapshot, NodeName by) {
    boolean wanted =
        snapshot.epoch() == turn.ledger().epoch() && exporter(turn).filter(by::equals).isPresent();
    if (wanted) {
      end(
          turn,
          new Beginning.From(snapshot.id()),
          "the quorum was lost; everything that "
              + by
              + " held was kept, what only the lost members held is gone");
    }
  }

  private static void end(Turn turn, Beginning next, String story) {
    turn.append(new LedgerEntry.Ended(turn.ledger().epoch(), next, story));
  }
}
