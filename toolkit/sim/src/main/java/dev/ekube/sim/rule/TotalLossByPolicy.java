package dev.ekube.sim.rule;

import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Rule R6. */
final class TotalLossByPolicy extends Rule {
  private final List<SnapshotRef> kept = new ArrayList<>();
  private int epoch;
  private int lineage;
  private boolean excused;

  TotalLossByPolicy() {
    super(
        "R6",
        "When every voter's data is gone, what happens is what cluster.yaml says: restore the"
            + " newest snapshot, begin empty, or hold. A lost journal changes nothing about that:"
            + " the snapshots are files beside it.");
  }

  @Override
  public void saw(World world, Deed deed) {
    switch (deed) {
      case Deed.Asked(Request.NewEpoch n) -> excused = true;
      case Deed.Asked(Request.Adopt a) -> excused = true;
      case Deed.Appended(LedgerEntry.SnapshotKept(SnapshotRef ref)) -> kept.add(ref);
      case Deed.Appended(LedgerEntry.SnapshotDropped(String id)) ->
          kept.removeIf(ref -> ref.id().equals(id));
      case Deed.Appended(LedgerEntry.Founded founded) -> founded(world, founded);
      default -> {}
    }
  }

  private void founded(World world, LedgerEntry.Founded founded) {
    if (epoch > 0 && !excused && Voters.holders(world, epoch).isEmpty()) {
      judge(world, founded);
    }
    epoch = founded.epoch();
    lineage = founded.seed().isPresent() ? lineage : epoch;
    excused = false;
  }

  private void judge(World world, LedgerEntry.Founded founded) {
    Optional<SnapshotRef> newest =
        kept.stream()
            .filter(ref -> ref.epoch() >= lineage)
            .max(
                Comparator.comparingInt(SnapshotRef::epoch)
                    .thenComparingLong(SnapshotRef::revision));
    Optional<String> seed = founded.seed().map(SnapshotRef::id);
    switch (world.manager().site().totalLoss()) {
      case HOLD -> {
        if (!exported(founded)) {
          broken("epoch " + founded.epoch() + " begins although the policy is to hold");
        }
      }
      case RECREATE -> {
        if (seed.isPresent() && !exported(founded)) {
          broken("epoch " + founded.epoch() + " restores although the policy is to recreate");
        }
      }
      case RESTORE -> {
        if (newest.isPresent()
            && founded.seed().map(SnapshotRef::revision).orElse(-1L) < newest.get().revision()) {
          broken(
              "epoch " + founded.epoch() + " begins from " + seed + ", newest is " + newest.get());
        }
      }
    }
  }

  /** The data was lost only after it had been exported under rule R5. */
  private boolean exported(LedgerEntry.Founded founded) {
    return founded.seed().filter(ref -> ref.epoch() == epoch).isPresent();
  }
}
