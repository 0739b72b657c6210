package dev.ekube.sim.rule;

import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.sim.etcd.EtcdData;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.Snapshots;
import dev.ekube.sim.world.World;
import java.util.Optional;
import java.util.Set;

/** Rule R5. */
final class BestSurvivorSeeds extends Rule {
  private int epoch;
  private boolean asked;

  BestSurvivorSeeds() {
    super(
        "R5",
        "After a lost quorum the new epoch holds everything that the survivor with the highest"
            + " term and index held, committed or not.");
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Asked(Request.NewEpoch n)
        || deed instanceof Deed.Asked(Request.Adopt a)) {
      asked = true;
    }
    if (deed instanceof Deed.Appended(LedgerEntry.Founded founded)) {
      Optional<EtcdData> best = Voters.best(Voters.holders(world, epoch));
      if (!asked && best.isPresent()) {
        Set<Long> seed =
            founded
                .seed()
                .flatMap(ref -> world.manager().snapshots().find(ref.id()))
                .map(Snapshots.Kept::writes)
                .orElse(Set.of());
        if (!seed.containsAll(best.get().allWrites())) {
          broken(
              "epoch "
                  + founded.epoch()
                  + " lacks what member "
                  + best.get().id()
                  + " holds, log "
                  + best.get().end());
        }
      }
      epoch = founded.epoch();
      asked = false;
    }
  }
}
