package dev.ekube.sim.rule;

import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.World;

/** Rule R9, the manager's half; the other half is that every run ends Ready whatever was cut. */
final class JournalIsTheTruth extends Rule {
  private Ledger onDisk = Ledger.EMPTY;
  private Ledger last = Ledger.EMPTY;

  JournalIsTheTruth() {
    super(
        "R9",
        "Whatever is cut can be done again: the manager acts on nothing that a restart would not"
            + " find in its journal.");
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Appended appended) {
      onDisk = onDisk.apply(appended.entry());
    }
    if (deed instanceof Deed.JournalLost) {
      onDisk = Ledger.EMPTY;
    }
  }

  @Override
  public void check(World world) {
    Ledger now = world.manager().state().map(ArbiterState::ledger).orElse(last);
    if (!now.equals(last)) {
      last = now;
      if (!now.equals(onDisk)) {
        broken("the arbiter believes what its journal does not say");
      }
    }
  }
}
