package dev.ekube.machine.arbiter;

import dev.ekube.machine.SnapshotRef;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Holds the ledger to the snapshots that really lie on the manager's disk, at every start. Files
 * outlive a journal, and a crash can come between a file and its entry, in either direction.
 */
final class Stocktaking {
  private Stocktaking() {}

  /**
   * Takes in what the ledger does not know, and writes off what is not there any more. A snapshot
   * of a later epoch than the journal knows proves that the journal is not whole (rule R10).
   *
   * @param found the sound snapshots on the disk
   */
  static void take(Turn turn, List<SnapshotRef> found) {
    for (SnapshotRef snapshot : found) {
      if (turn.ledger().snapshot(snapshot.id()).isEmpty()) {
        turn.append(new LedgerEntry.SnapshotKept(snapshot));
      }
    }
    Set<String> there = found.stream().map(SnapshotRef::id).collect(Collectors.toSet());
    for (SnapshotRef known : turn.ledger().snapshots()) {
      if (!there.contains(known.id())) {
        turn.append(new LedgerEntry.SnapshotDropped(known.id()));
        turn.alarm("snapshot " + known.id() + " is not on the disk any more, or is damaged");
      }
    }
    boolean adopting = turn.ledger().phase() instanceof Phase.Adopting;
    int latest = latestEpoch(turn.ledger());
    if (!adopting && latest > turn.ledger().epoch()) {
      String why =
          "a snapshot of epoch "
              + latest
              + " is on the disk, the journal knows only "
              + turn.ledger().epoch();
      turn.doubt(why);
      turn.alarm("the journal is older than the snapshots: " + why);
    }
  }

  /** The latest epoch of which there is a snapshot; 0 when there is none. */
  static int latestEpoch(Ledger ledger) {
    return ledger.snapshots().stream().mapToInt(SnapshotRef::epoch).max().orElse(0);
  }
}
