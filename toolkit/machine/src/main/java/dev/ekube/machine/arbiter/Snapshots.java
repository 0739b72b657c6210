package dev.ekube.machine.arbiter;

import dev.ekube.machine.SnapshotRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** When snapshots are taken, and which are kept. */
final class Snapshots {
  /** Of this many past epochs the last snapshot is kept besides those that count. */
  private static final int PAST_EPOCHS = 3;

  private Snapshots() {}

  /** Takes one when it is due and etcd has a quorum. */
  static void advance(Turn turn) {
    Agenda agenda = turn.agenda;
    boolean lost =
        agenda.snapshotSince > 0 && turn.now - agenda.snapshotSince > 10 * Patience.LOST_ANSWER;
    if ((agenda.snapshotSince > 0 && !lost)
        || turn.now < agenda.nextSnapshot
        || !turn.seesQuorum()) {
      return;
    }
    agenda.snapshotSince = Math.max(turn.now, 1);
    turn.effect(new ArbiterEffect.TakeSnapshot(turn.ledger().epoch()));
  }

  static void want(Turn turn) {
    turn.agenda.nextSnapshot = Math.min(turn.agenda.nextSnapshot, turn.now);
  }

  static boolean isFresh(Turn turn) {
    long last = turn.agenda.lastSnapshot;
    return last > 0 && turn.now - last <= Patience.FRESH_SNAPSHOT;
  }

  static void taken(Turn turn, ArbiterEvent.SnapshotTaken event) {
    SnapshotRef snapshot = event.snapshot();
    turn.append(new LedgerEntry.SnapshotKept(snapshot));
    if (event.exportedBy().isPresent()) {
      Successions.exported(turn, snapshot, event.exportedBy().get());
    } else {
      turn.agenda.snapshotSince = 0;
      turn.agenda.lastSnapshot = Math.max(turn.now, 1);
      turn.agenda.nextSnapshot = turn.now + turn.site.snapshotEvery();
    }
    dropSuperfluous(turn);
  }

  /** Also at every start: a crash may have come between the entry and the deletion. */
  static void dropSuperfluous(Turn turn) {
    for (SnapshotRef old : superfluous(turn)) {
      turn.append(new LedgerEntry.SnapshotDropped(old.id()));
      turn.effect(new ArbiterEffect.DropSnapshot(old.id()));
    }
  }

  static void failed(Turn turn, ArbiterEvent.SnapshotFailed event) {
    turn.agenda.snapshotSince = 0;
    turn.agenda.nextSnapshot =
        turn.now + Math.min(Patience.SNAPSHOT_RETRY, turn.site.snapshotEvery());
    turn.alarm("a snapshot of epoch " + event.epoch() + " failed: " + event.why());
  }

  /** The newest are kept by number, and beside them the last one of each of the epochs before. */
  private static List<SnapshotRef> superfluous(Turn turn) {
    Ledger ledger = turn.ledger();
    List<SnapshotRef> newest = new ArrayList<>(ledger.snapshots());
    newest.sort(
        Comparator.comparingInt(SnapshotRef::epoch)
            .thenComparingLong(SnapshotRef::revision)
            .reversed());
    Set<String> kept = new HashSet<>();
    Set<Integer> epochs = new HashSet<>();
    int counted = 0;
    for (SnapshotRef snapshot : newest) {
      boolean lastOfItsEpoch = epochs.add(snapshot.epoch()) && epochs.size() <= PAST_EPOCHS + 1;
      if (counted < turn.site.snapshotsKept() || lastOfItsEpoch) {
        kept.add(snapshot.id());
      }
      counted++;
    }
    ledger.seed().map(SnapshotRef::id).ifPresent(kept::add);
    pending(ledger).ifPresent(kept::add);
    return newest.stream().filter(s -> !kept.contains(s.id())).toList();
  }

  /** What the next epoch is going to start from. */
  private static Optional<String> pending(Ledger ledger) {
    return switch (ledger.phase()) {
      case Phase.Vacant(Beginning.From from) -> Optional.of(from.snapshot());
      case Phase.Succeeding(Succession.Requested requested) -> requested.snapshot();
      case Phase.Vacant v -> Optional.empty();
      case Phase.Succeeding s -> Optional.empty();
      case Phase.Adopting a -> Optional.empty();
      case Phase.Founding f -> Optional.empty();
      case Phase.Formed f -> Optional.empty();
    };
  }
}
