package dev.ekube.machine.arbiter;

import dev.ekube.model.NodeName;
import java.util.Optional;

/** What the operator asks, and what is refused at once with a reason. */
final class Requests {
  private Requests() {}

  static void ask(Turn turn, Request request) {
    Optional<String> refusal =
        switch (request) {
          case Request.NewEpoch r -> newEpoch(turn, r);
          case Request.Adopt r -> adopt(turn);
          case Request.Fence r -> fence(turn, r.node());
          case Request.Reboot r -> reboot(turn, r);
          case Request.CancelReboots r -> {
            turn.append(new LedgerEntry.RebootsCancelled());
            yield Optional.empty();
          }
          case Request.ExpectBoot r -> {
            r.nodes().stream()
                .filter(turn.site::knows)
                .forEach(node -> turn.append(new LedgerEntry.BootExpected(node)));
            yield Optional.empty();
          }
          case Request.Snapshot r -> snapshot(turn);
        };
    turn.effect(new ArbiterEffect.Answer(request, refusal));
  }

  private static Optional<String> newEpoch(Turn turn, Request.NewEpoch request) {
    Ledger ledger = turn.ledger();
    Optional<String> unknown = request.snapshot().filter(id -> ledger.snapshot(id).isEmpty());
    if (unknown.isPresent()) {
      return Optional.of("there is no snapshot " + unknown.get());
    }
    Beginning next =
        request.snapshot().<Beginning>map(Beginning.From::new).orElse(new Beginning.Empty());
    LedgerEntry begun =
        new LedgerEntry.SuccessionBegun(
            ledger.epoch(), new Succession.Requested(request.snapshot()));
    LedgerEntry ended =
        new LedgerEntry.Ended(ledger.epoch(), next, "the operator asked for a new epoch");
    return switch (ledger.phase()) {
      case Phase.Adopting a -> Optional.of("the journal was lost: adopt what the nodes hold first");
      case Phase.Vacant v -> done(turn, ended);
      case Phase.Founding f -> done(turn, begun);
      case Phase.Formed f -> done(turn, begun);
      case Phase.Succeeding s -> done(turn, begun);
    };
  }

  private static Optional<String> done(Turn turn, LedgerEntry entry) {
    turn.append(entry);
    return Optional.empty();
  }

  private static Optional<String> adopt(Turn turn) {
    if (!(turn.ledger().phase() instanceof Phase.Adopting)) {
      return Optional.of("the journal is whole: there is nothing to adopt");
    }
    turn.agenda.adoptAnyway = true;
    return Optional.empty();
  }

  private static Optional<String> fence(Turn turn, NodeName node) {
    if (!turn.site.knows(node) && !turn.ledger().members().containsKey(node)) {
      return Optional.of("there is no node " + node);
    }
    if (turn.isConnected(node)) {
      return Optional.of(node + " is connected, so it is not off");
    }
    boolean answers =
        turn.view.isPresent()
            && turn.view.get().members().stream()
                .anyMatch(m -> m.name().equals(node.value()) && m.answers());
    if (answers) {
      return Optional.of("etcd on " + node + " answers, so it is not off");
    }
    return done(turn, new LedgerEntry.Fenced(node));
  }

  private static Optional<String> reboot(Turn turn, Request.Reboot request) {
    for (NodeName node : request.nodes()) {
      if (!turn.site.knows(node)) {
        return Optional.of("there is no node " + node);
      }
      if (turn.site.control().size() == 1 && turn.site.control().containsKey(node)) {
        return Optional.of(node + " is the only control node: nothing would be left without it");
      }
    }
    return done(turn, new LedgerEntry.RebootsPlanned(request.nodes(), request.reason()));
  }

  private static Optional<String> snapshot(Turn turn) {
    if (!(turn.ledger().phase() instanceof Phase.Formed)) {
      return Optional.of("no cluster has formed that a snapshot could be taken of");
    }
    Snapshots.want(turn);
    return Optional.empty();
  }
}
