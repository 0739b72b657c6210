package dev.ekube.sim.rule;

import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.World;

/** Rule R10. */
final class NoTicketsBeforeAdoption extends Rule {
  private boolean lost;

  NoTicketsBeforeAdoption() {
    super(
        "R10",
        "After its journal was lost the arbiter founds nothing and grants nothing until it has"
            + " adopted what the nodes report.");
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.JournalLost) {
      lost = true;
    }
    if (deed instanceof Deed.Appended(LedgerEntry entry)) {
      if (entry instanceof LedgerEntry.Adopted) {
        lost = false;
      }
      boolean grants =
          entry instanceof LedgerEntry.TicketGranted || entry instanceof LedgerEntry.Founded;
      if (lost && grants) {
        broken("with a lost journal: " + entry);
      }
    }
  }
}
