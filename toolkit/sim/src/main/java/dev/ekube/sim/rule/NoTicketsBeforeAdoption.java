package dev.ekube.sim.rule;

import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.sim.etcd.EtcdData;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.World;

/** Rule R10. */
final class NoTicketsBeforeAdoption extends Rule {
  private boolean lost;
  private boolean asked;

  NoTicketsBeforeAdoption() {
    super(
        "R10",
        "After its journal was lost the arbiter founds nothing and grants nothing until it has"
            + " adopted what the nodes report.");
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Asked(Request.Adopt adopt)) {
      asked = true;
    }
    if (deed instanceof Deed.JournalLost) {
      lost = true;
    }
    if (deed instanceof Deed.Appended(LedgerEntry entry)) {
      if (entry instanceof LedgerEntry.Adopted adopted) {
        judge(world, adopted);
        lost = false;
        asked = false;
      }
      boolean grants =
          entry instanceof LedgerEntry.TicketGranted || entry instanceof LedgerEntry.Founded;
      if (lost && grants) {
        broken("with a lost journal: " + entry);
      }
    }
  }

  /** Whoever holds data of a later epoch has not been heard. */
  private void judge(World world, LedgerEntry.Adopted adopted) {
    for (Host host : world.controls()) {
      int held = host.data().map(EtcdData::epoch).orElse(0);
      boolean ours = world.manager().site().control().containsKey(host.name());
      if (!asked && ours && (held > adopted.epoch() || (held > 0 && isOverlooked(adopted, held)))) {
        broken(host.name() + " holds epoch " + held + " and was not heard: " + adopted);
      }
    }
  }

  private static boolean isOverlooked(LedgerEntry.Adopted adopted, int held) {
    return held == adopted.epoch() && adopted.holders().isEmpty();
  }
}
