package dev.ekube.sim.rule;

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
            .filter(kept.snapshot()::equals)
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
}
