package dev.ekube.sim.rule;

import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.machine.arbiter.Succession;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.World;
import java.util.List;

/** Rule R4. */
final class NoEpochWithoutProof extends Rule {
  private int epoch;
  private boolean asked;

  NoEpochWithoutProof() {
    super(
        "R4",
        "While enough nodes hold a voter's data for a quorum, a new epoch begins only when the"
            + " operator asks for it.");
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Asked(Request.NewEpoch n)
        || deed instanceof Deed.Asked(Request.Adopt a)) {
      asked = true;
    }
    if (deed instanceof Deed.Appended(LedgerEntry.SuccessionBegun begun)
        && begun.succession() instanceof Succession.QuorumLost) {
      judge(world, "epoch " + begun.epoch() + " is given up");
    }
    if (deed instanceof Deed.Appended(LedgerEntry.Founded founded)) {
      judge(world, "epoch " + founded.epoch() + " is founded");
      epoch = founded.epoch();
      asked = false;
    }
  }

  private void judge(World world, String what) {
    List<Host> holders = Voters.holders(world, epoch);
    if (!asked && !holders.isEmpty()) {
      int quorum = Voters.config(holders).orElseThrow().quorum();
      if (holders.size() >= quorum) {
        broken(
            what
                + " although "
                + holders.stream().map(Host::name).toList()
                + " hold a quorum's data of epoch "
                + epoch);
      }
    }
  }
}
