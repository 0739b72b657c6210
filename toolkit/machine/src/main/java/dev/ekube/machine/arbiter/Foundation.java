package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Ticket;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How an epoch comes to be: who founds it, from what, and who gets a ticket (rules R1, R4, R6). */
final class Foundation {
  private Foundation() {}

  /** What the next epoch starts from. */
  private record Start(Optional<SnapshotRef> seed, String story) {}

  /** Founds the next epoch as soon as the control nodes are there and it is known from what. */
  static void found(Turn turn, Phase.Vacant vacant) {
    Optional<Start> start = start(turn, vacant.next());
    if (start.isEmpty()) {
      return;
    }
    List<NodeName> able =
        turn.site.control().keySet().stream().filter(node -> isAble(turn, node)).toList();
    int all = turn.site.control().size();
    if (able.size() < Voters.quorum(all)) {
      turn.agenda.quorumSince = 0;
      awaitOthers(turn, able);
      return;
    }
    if (turn.agenda.quorumSince == 0) {
      turn.agenda.quorumSince = Math.max(turn.now, 1);
    }
    if (able.size() < all && turn.now - turn.agenda.quorumSince < Patience.STRAGGLERS) {
      awaitOthers(turn, able);
      return;
    }
    turn.agenda.quorumSince = 0;
    int epoch = turn.ledger().nextEpoch();
    turn.append(
        new LedgerEntry.Founded(
            epoch, turn.site.control(), start.get().seed(), start.get().story()));
    turn.view = Optional.empty();
    turn.agenda.quorumSeen = turn.now;
    grantTickets(turn);
  }

  private static boolean isAble(Turn turn, NodeName node) {
    return turn.data(node).map(Foundation::mayStart).orElse(false);
  }

  private static boolean mayStart(Data data) {
    return switch (data) {
      case Data.Empty e -> true;
      case Data.Holds h -> true;
      case Data.Vanished v -> false;
      case Data.Damaged d -> false;
    };
  }

  private static void awaitOthers(Turn turn, List<NodeName> able) {
    String missing =
        turn.site.control().keySet().stream()
            .filter(node -> !able.contains(node))
            .map(NodeName::value)
            .collect(Collectors.joining(", "));
    turn.site
        .control()
        .keySet()
        .forEach(node -> turn.reason(node, "waiting for " + missing + " to enrol"));
  }

  private static Optional<Start> start(Turn turn, Beginning next) {
    Ledger ledger = turn.ledger();
    return switch (next) {
      case Beginning.Empty e -> Optional.of(new Start(Optional.empty(), before(ledger)));
      case Beginning.From from -> from(turn, from.snapshot());
      case Beginning.ByPolicy p ->
          switch (turn.site.totalLoss()) {
            case RESTORE -> Optional.of(restored(ledger));
            case RECREATE ->
                Optional.of(new Start(Optional.empty(), "all data was lost; started empty"));
            case HOLD -> {
              turn.site
                  .control()
                  .keySet()
                  .forEach(n -> turn.reason(n, "all data was lost; waiting for the operator"));
              yield Optional.empty();
            }
          };
    };
  }

  /** Never empty instead: a snapshot that is missing is a loss that a person has to decide on. */
  private static Optional<Start> from(Turn turn, String id) {
    Optional<SnapshotRef> seed = turn.ledger().snapshot(id);
    if (seed.isEmpty()) {
      String why = "snapshot " + id + " is missing; waiting for the operator";
      turn.site.control().keySet().forEach(node -> turn.reason(node, why));
      turn.alarm(why);
      return Optional.empty();
    }
    return Optional.of(new Start(seed, before(turn.ledger())));
  }

  private static String before(Ledger ledger) {
    return ledger.story().isEmpty() ? "the first epoch" : ledger.story();
  }

  private static Start restored(Ledger ledger) {
    return ledger
        .newestSnapshot()
        .map(
            s ->
                new Start(
                    Optional.of(s),
                    "all data was lost; restored from snapshot "
                        + s.id()
                        + ", revision "
                        + s.revision()))
        .orElseGet(() -> new Start(Optional.empty(), "all data was lost and no snapshot was kept"));
  }

  /** Rule R1: at most one ticket per epoch and founder, in the journal before it is sent. */
  static void grantTickets(Turn turn) {
    Ledger ledger = turn.ledger();
    if (ledger.reshaped()) {
      return;
    }
    for (NodeName node : ledger.founders().keySet()) {
      boolean granted = ledger.tickets().containsKey(node);
      boolean fenced = ledger.fenced().contains(node);
      // With another address it would not be found under the one that the static list gives it.
      boolean wanted = ledger.founders().get(node).equals(turn.site.control().get(node));
      if (!granted && !fenced && wanted && isAble(turn, node)) {
        turn.append(
            new LedgerEntry.TicketGranted(
                new Ticket(ledger.epoch(), node, turn.connectedBoot(node).orElseThrow())));
      }
    }
  }

  /** The epoch has formed when etcd's own list, read with a quorum, has come back. */
  static void lookForQuorum(Turn turn) {
    if (!turn.seesQuorum()) {
      return;
    }
    EtcdView view = turn.view.orElseThrow();
    TreeMap<NodeName, MemberId> ids = new TreeMap<>();
    turn.ledger()
        .members()
        .values()
        .forEach(m -> view.byUrl(m.peerUrl()).ifPresent(seen -> ids.put(m.node(), seen.id())));
    turn.append(new LedgerEntry.QuorumSeen(turn.ledger().epoch(), ids));
  }
}
