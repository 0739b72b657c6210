package dev.ekube.machine.arbiter;

import java.util.Optional;

/** When to look at etcd. */
final class Looks {
  private Looks() {}

  static void advance(Turn turn) {
    Agenda agenda = turn.agenda;
    boolean alive =
        switch (turn.ledger().phase()) {
          case Phase.Adopting a -> false;
          case Phase.Vacant v -> false;
          case Phase.Founding f -> !turn.ledger().tickets().isEmpty();
          case Phase.Formed f -> true;
          case Phase.Succeeding s -> false;
        };
    boolean underWay = agenda.lookSince > 0 && turn.now - agenda.lookSince < Patience.LOST_ANSWER;
    if (!alive || underWay) {
      return;
    }
    if (isBusy(turn)) {
      agenda.nextLook = Math.min(agenda.nextLook, turn.now + Patience.BUSY_LOOK);
    }
    if (turn.now >= agenda.nextLook) {
      agenda.lookSince = Math.max(turn.now, 1);
      turn.effect(new ArbiterEffect.LookAtEtcd(turn.ledger().epoch()));
    }
  }

  static boolean isBusy(Turn turn) {
    Ledger ledger = turn.ledger();
    boolean reboots = !ledger.reboots().queue().isEmpty() || !ledger.reboots().running().isEmpty();
    return ledger.phase() instanceof Phase.Founding
        || (ledger.phase() instanceof Phase.Formed && (reboots || Membership.isBusy(turn)));
  }

  static void seen(Turn turn, ArbiterEvent.EtcdSeen event) {
    turn.agenda.viewBegun = turn.agenda.lookSince;
    turn.agenda.lookSince = 0;
    turn.agenda.nextLook = turn.now + (isBusy(turn) ? Patience.BUSY_LOOK : Patience.CALM_LOOK);
    // A list that was read before a change began says nothing about what came of it.
    boolean outdated =
        turn.agenda.change.isPresent() && turn.agenda.changeSince >= turn.agenda.viewBegun;
    boolean current = event.view().epoch() == turn.ledger().epoch() && !outdated;
    turn.view = current ? Optional.of(event.view()) : turn.view;
  }
}
