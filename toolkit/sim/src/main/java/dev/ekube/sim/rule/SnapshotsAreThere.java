package dev.ekube.sim.rule;

import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.Snapshots;
import dev.ekube.sim.world.World;

/** What the manager counts on for recovery. */
final class SnapshotsAreThere extends Rule {
  SnapshotsAreThere() {
    super("S1", "Every snapshot in the ledger is a file of the manager with those very contents.");
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Appended(LedgerEntry.SnapshotKept kept)
        && world
            .manager()
            .snapshots()
            .find(kept.snapshot().id())
            .map(Snapshots.Kept::ref)
            .filter(file -> isSame(file, kept.snapshot()))
            .isEmpty()) {
      broken("there is no file of " + kept.snapshot());
    }
    if (deed instanceof Deed.Appended(LedgerEntry.Founded founded)) {
      founded
          .seed()
          .filter(ref -> world.manager().snapshots().find(ref.id()).isEmpty())
          .ifPresent(ref -> broken("the seed " + ref.id() + " is not there any more"));
    }
  }

  /** The raft index is not in the file's name: it may be unknown, but never claim too much. */
  private static boolean isSame(SnapshotRef file, SnapshotRef ref) {
    return file.id().equals(ref.id())
        && file.epoch() == ref.epoch()
        && file.revision() == ref.revision()
        && file.sha256().equals(ref.sha256())
        && (ref.index() == 0 || ref.index() == file.index());
  }
}
