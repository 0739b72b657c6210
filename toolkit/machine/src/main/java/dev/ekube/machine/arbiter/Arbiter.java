package dev.ekube.machine.arbiter;

import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The arbiter of one cluster. Each event is noted by name, below; then {@link #decide} compares
 * what is known with what should be, and orders what is missing. Nothing depends on an event being
 * heard the first time: reports, looks at etcd and the journal repeat everything that matters.
 *
 * <table>
 *   <caption>Phases: from, because of, to</caption>
 *   <tr><td>Vacant</td><td>enough control nodes are there</td><td>Founding</td></tr>
 *   <tr><td>Founding</td><td>a quorum has been seen</td><td>Formed</td></tr>
 *   <tr><td>Founding</td><td>its quorum cannot come any more</td><td>Succeeding</td></tr>
 *   <tr><td>Founding</td><td>the operator asks</td><td>Succeeding</td></tr>
 *   <tr><td>Formed</td><td>its quorum cannot come any more</td><td>Succeeding</td></tr>
 *   <tr><td>Formed</td><td>the operator asks</td><td>Succeeding</td></tr>
 *   <tr><td>Succeeding</td><td>all data is accounted for</td><td>Vacant</td></tr>
 *   <tr><td>Adopting</td><td>all nodes are heard, one holds data</td><td>Formed</td></tr>
 *   <tr><td>Adopting</td><td>all nodes are heard, none holds data</td><td>Vacant</td></tr>
 *   <tr><td>Vacant</td><td>a node knows a later epoch</td><td>Adopting</td></tr>
 *   <tr><td>Founding</td><td>a node knows a later epoch</td><td>Adopting</td></tr>
 *   <tr><td>Formed</td><td>a node knows a later epoch</td><td>Adopting</td></tr>
 *   <tr><td>Succeeding</td><td>a node knows a later epoch</td><td>Adopting</td></tr>
 * </table>
 */
public final class Arbiter {
  private Arbiter() {}

  /** The manager has started. */
  public static ArbiterStep start(Site site, Findings findings, long at) {
    ArbiterState state =
        new ArbiterState(
            site,
            findings.ledger(),
            Copies.sorted(Map.of()),
            Copies.sorted(Map.of()),
            0,
            Optional.empty(),
            Agenda.empty(at, findings.unusedEpoch()),
            Copies.sorted(List.<NodeName>of()),
            Copies.sorted(Map.of()),
            Copies.sorted(Map.of()),
            List.of(),
            at);
    Turn turn = new Turn(state, at);
    if (findings.origin() == Origin.LOST) {
      turn.doubt("the manager's journal is lost");
      turn.alarm("the manager's journal is lost; no etcd is started before all nodes are heard");
    }
    turn.append(new LedgerEntry.TermBegun(turn.ledger().term() + 1));
    Stocktaking.take(turn, findings.snapshots());
    if (!(turn.ledger().phase() instanceof Phase.Adopting)) {
      Snapshots.dropSuperfluous(turn);
    }
    return finish(turn);
  }

  /** The next state and what to do; a function of its arguments alone. */
  public static ArbiterStep step(ArbiterState state, ArbiterEvent event) {
    Turn turn = new Turn(state, event.at());
    note(turn, event);
    return finish(turn);
  }

  /** What an event says. Every event is noted in every phase; what follows is decided by phase. */
  private static void note(Turn turn, ArbiterEvent event) {
    switch (event) {
      case ArbiterEvent.EnrolAsked e -> Admission.enrol(turn, e);
      case ArbiterEvent.Connected e -> Admission.connected(turn, e);
      case ArbiterEvent.Disconnected e -> Admission.disconnected(turn, e);
      case ArbiterEvent.Reported e -> Admission.reported(turn, e);
      case ArbiterEvent.EtcdSeen e -> Looks.seen(turn, e);
      case ArbiterEvent.EtcdChanged e -> Membership.changed(turn, e);
      case ArbiterEvent.SnapshotTaken e -> Snapshots.taken(turn, e);
      case ArbiterEvent.SnapshotFailed e -> Snapshots.failed(turn, e);
      case ArbiterEvent.ObjectsApplied e -> Objects.applied(turn, e);
      case ArbiterEvent.KubernetesSeen e -> turn.ready = Copies.sorted(e.ready());
      case ArbiterEvent.Drained e -> PlannedReboots.drained(turn, e);
      case ArbiterEvent.Asked e -> Requests.ask(turn, e.request());
      case ArbiterEvent.SiteChanged e -> turn.site = e.site();
      case ArbiterEvent.Ticked e -> {}
    }
  }

  private static ArbiterStep finish(Turn turn) {
    // One event leads through a few phases at most; what is left is decided at the next one.
    for (int passages = 0; passages < 5; passages++) {
      Phase before = turn.ledger().phase();
      decide(turn, before);
      if (turn.ledger().phase().equals(before)) {
        break;
      }
    }
    Looks.explain(turn);
    Looks.advance(turn);
    Orders.send(turn);
    Timer.set(turn);
    return turn.end();
  }

  /** What should happen next in each phase. */
  private static void decide(Turn turn, Phase phase) {
    switch (phase) {
      case Phase.Adopting adopting -> Adoption.adopt(turn);
      case Phase.Vacant vacant -> Foundation.found(turn, vacant);
      case Phase.Founding founding -> {
        Foundation.grantTickets(turn);
        Foundation.lookForQuorum(turn);
        Successions.checkQuorum(turn);
        Objects.advance(turn);
      }
      case Phase.Formed formed -> {
        Foundation.grantTickets(turn);
        Membership.learn(turn);
        Successions.checkQuorum(turn);
        if (turn.ledger().phase().equals(formed)) {
          Membership.reconcile(turn);
          Objects.advance(turn);
          Snapshots.advance(turn);
          PlannedReboots.advance(turn);
        }
      }
      case Phase.Succeeding succeeding -> Successions.advance(turn, succeeding);
    }
  }
}
