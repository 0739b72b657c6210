package dev.ekube.machine.arbiter;

import dev.ekube.machine.SnapshotRef;
import java.util.List;

/**
 * What the manager finds when it starts.
 *
 * @param origin whether its journal can be trusted
 * @param ledger what its journal adds up to
 * @param snapshots the sound ones on its disk, as the ledger knows them where it does
 * @param unusedEpoch a number greater than every epoch that a lost journal may have begun, as far
 *     as a wall clock can tell: it grows with the time. Without it two losses in a row, with no
 *     node and no snapshot to tell of the epoch between them, would use one token twice
 */
public record Findings(Origin origin, Ledger ledger, List<SnapshotRef> snapshots, int unusedEpoch) {
  public Findings {
    snapshots = List.copyOf(snapshots);
  }

  /** Of a manager whose snapshots are all those that its journal knows of. */
  public static Findings of(Origin origin, Ledger ledger) {
    return new Findings(origin, ledger, ledger.snapshots(), 0);
  }
}
