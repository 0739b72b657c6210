package dev.ekube.machine.arbiter;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
    if (turn.seesQuorum()) {
      turn.agenda.quorumSeen = turn.now;
    }
  }

  /** No control node waits for a quorum without {@code status} saying so. */
  static void explain(Turn turn) {
    boolean wanted =
        switch (turn.ledger().phase()) {
          case Phase.Founding f -> true;
          case Phase.Formed f -> true;
          case Phase.Adopting a -> false;
          case Phase.Vacant v -> false;
          case Phase.Succeeding s -> false;
        };
    if (wanted && !turn.seesQuorum() && turn.now - turn.agenda.quorumSeen >= Patience.QUIET) {
      String why = why(turn);
      turn.site.control().keySet().forEach(node -> turn.reasonUnlessGiven(node, why));
    }
  }

  private static String why(Turn turn) {
    Ledger ledger = turn.ledger();
    if (turn.view.filter(EtcdView::hasQuorum).filter(view -> !turn.isOurs(view)).isPresent()) {
      return "another etcd cluster answers at the addresses of this one; find it and stop it";
    }
    List<Member> voters = Voters.of(ledger);
    String gone = names(voters.stream().filter(m -> Voters.isGone(ledger, m)));
    String silent = names(voters.stream().filter(m -> !turn.isConnected(m.node())));
    String trouble = turn.view.map(EtcdView::trouble).filter(words -> !words.isEmpty()).orElse("");
    return "etcd has no quorum of its "
        + voters.size()
        + " voters"
        + (gone.isEmpty() ? "" : "; without their data: " + gone)
        + (silent.isEmpty() ? "" : "; silent: " + silent + ", power them on")
        + (trouble.isEmpty() ? "" : "; its members say: " + trouble)
        + "; when it stays so, look at their logs, or ask for a new epoch";
  }

  private static String names(Stream<Member> members) {
    return members.map(m -> m.node().value()).collect(Collectors.joining(", "));
  }
}
