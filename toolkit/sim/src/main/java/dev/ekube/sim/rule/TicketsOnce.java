package dev.ekube.sim.rule;

import dev.ekube.machine.Order;
import dev.ekube.machine.Ticket;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.sim.world.Deed;
import dev.ekube.sim.world.World;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Rule R1. */
final class TicketsOnce extends Rule {
  private final Map<String, Ticket> granted = new HashMap<>();

  TicketsOnce() {
    super(
        "R1",
        "A bootstrap or restoring ticket is granted at most once per epoch and node, and is on"
            + " disk before it is sent.");
  }

  @Override
  public void saw(World world, Deed deed) {
    if (deed instanceof Deed.Appended(LedgerEntry.TicketGranted(Ticket ticket))) {
      Ticket before = granted.putIfAbsent(key(ticket), ticket);
      if (before != null) {
        broken(ticket.node() + " got a second ticket for epoch " + ticket.epoch());
      }
    }
    if (deed instanceof Deed.Sent sent) {
      ticket(sent.order())
          .filter(ticket -> !ticket.equals(granted.get(key(ticket))))
          .ifPresent(ticket -> broken(ticket + " is sent but was never on disk"));
    }
  }

  private static Optional<Ticket> ticket(Order order) {
    return order instanceof Order.Form form
        ? Optional.of(form.ticket())
        : order instanceof Order.Restore restore ? Optional.of(restore.ticket()) : Optional.empty();
  }

  private static String key(Ticket ticket) {
    return ticket.epoch() + " " + ticket.node();
  }
}
