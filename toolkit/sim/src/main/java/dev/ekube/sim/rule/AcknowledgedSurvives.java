package dev.ekube.sim.rule;

import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.Snapshots;
import dev.ekube.sim.world.World;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** What was promised to a client. */
final class AcknowledgedSurvives extends Rule {
  private final Set<Long> promised = new TreeSet<>();
  private final Set<String> leaders = new HashSet<>();
  private int epoch;
  private boolean asked;

  AcknowledgedSurvives() {
    super(
        "W1",
        "An acknowledged write is there as long as anybody holds it, and what is lost with a"
            + " quorum is told.");
  }

  @Override
  public void saw(World world, Deed deed) {
    switch (deed) {
      case Deed.Acknowledged(int where, long write) -> promised.add(write);
      case Deed.Asked(Request.NewEpoch n) -> asked = true;
      case Deed.Asked(Request.Adopt a) -> asked = true;
      case Deed.Appended(LedgerEntry.Founded founded) -> founded(world, founded);
      default -> {}
    }
  }

  private void founded(World world, LedgerEntry.Founded founded) {
    Set<Long> seed =
        founded
            .seed()
            .flatMap(ref -> world.manager().snapshots().find(ref.id()))
            .map(Snapshots.Kept::writes)
            .orElse(Set.of());
    Set<Long> lost = new TreeSet<>(promised);
    lost.removeAll(seed);
    if (!lost.isEmpty() && !asked) {
      for (Host host : Voters.holders(world, epoch)) {
        Set<Long> held = host.data().orElseThrow().allWrites();
        lost.stream()
            .filter(held::contains)
            .findFirst()
            .ifPresent(
                write ->
                    broken(
                        "write "
                            + write
                            + " is held by "
                            + host.name()
                            + " and not in epoch "
                            + founded.epoch()));
      }
      if (founded.story().isBlank()) {
        broken(lost.size() + " writes are lost with epoch " + epoch + " and nobody says so");
      }
    }
    promised.retainAll(seed);
    epoch = founded.epoch();
    asked = false;
  }

  @Override
  public void check(World world) {
    for (Etcd etcd : world.etcds().all()) {
      if (etcd.leads()
          && etcd.data().epoch() == epoch
          && leaders.add(etcd.id() + " " + etcd.term())) {
        Set<Long> missing = new TreeSet<>(promised);
        missing.removeAll(etcd.data().allWrites());
        if (!missing.isEmpty()) {
          broken("the new leader " + etcd.id() + " lacks acknowledged writes " + missing);
        }
      }
    }
  }
}
