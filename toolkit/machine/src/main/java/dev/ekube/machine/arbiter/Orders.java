package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Ticket;
import dev.ekube.model.NodeName;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which order each node should have, as a function of the state alone; what has not been sent is
 * sent. So no event can be missed, and a restart of the manager repeats nothing but words.
 */
final class Orders {
  private Orders() {}

  static void send(Turn turn) {
    for (NodeName node : turn.concerned()) {
      if (!turn.isConnected(node)) {
        continue;
      }
      Order wanted = wanted(turn, node);
      Sent sent = turn.sent.get(node);
      if (sent == null || !sent.order().equals(wanted)) {
        OrderId id = new OrderId(turn.ledger().term(), ++turn.serial);
        turn.sent.put(node, new Sent(id, wanted));
        turn.effect(new ArbiterEffect.Send(node, id, wanted));
      }
    }
  }

  private static Order wanted(Turn turn, NodeName node) {
    if (!turn.site.knows(node)) {
      return dropped(turn, node, turn.report(node).orElseThrow());
    }
    return turn.site.workers().contains(node) ? worker(turn, node) : control(turn, node);
  }

  /**
   * A node that cluster.yaml does not name any more stops what it does for the cluster, but not
   * before the others can do without it (rule R8).
   */
  private static Order dropped(Turn turn, NodeName node, NodeReport report) {
    int epoch = turn.ledger().epoch();
    Member member = turn.ledger().members().get(node);
    if (member == null) {
      return idle(turn, report, "cluster.yaml does not name this node any more");
    }
    return switch (turn.ledger().phase()) {
      case Phase.Adopting a -> hold(turn, "the manager is hearing what the nodes hold");
      case Phase.Vacant v -> idle(turn, report, "cluster.yaml does not name this node any more");
      case Phase.Founding f -> member(turn, node, report);
      case Phase.Formed f ->
          isSpared(turn, member) || isStopping(turn, node)
              ? new Order.StandDown(epoch)
              : member(turn, node, report);
      case Phase.Succeeding s -> succeeding(turn, node, report);
    };
  }

  private static boolean isSpared(Turn turn, Member member) {
    if (!member.isVoter()) {
      return true;
    }
    if (!turn.seesQuorum() || member.id().isEmpty()) {
      return false;
    }
    EtcdView view = turn.view.orElseThrow();
    long rest = view.healthyVotersBut(member.id().get());
    return rest >= Voters.quorum((int) view.voters());
  }

  private static boolean isStopping(Turn turn, NodeName node) {
    Sent sent = turn.sent.get(node);
    return sent != null && sent.order() instanceof Order.StandDown;
  }

  private static Order worker(Turn turn, NodeName node) {
    int epoch = turn.ledger().epoch();
    if (isToReboot(turn, node)) {
      return new Order.Reboot(epoch, turn.ledger().reboots().reason());
    }
    return switch (turn.ledger().phase()) {
      case Phase.Adopting a -> hold(turn, "the manager is hearing what the nodes hold");
      case Phase.Vacant v -> hold(turn, "waiting for the control nodes");
      case Phase.Founding f -> new Order.Serve(epoch);
      case Phase.Formed f -> new Order.Serve(epoch);
      case Phase.Succeeding s -> hold(turn, "waiting for the next epoch");
    };
  }

  private static Order control(Turn turn, NodeName node) {
    if (isToReboot(turn, node) && mayReboot(turn, node)) {
      return new Order.Reboot(turn.ledger().epoch(), turn.ledger().reboots().reason());
    }
    NodeReport report = turn.report(node).orElseThrow();
    return switch (turn.ledger().phase()) {
      case Phase.Adopting a -> hold(turn, "the manager is hearing what the nodes hold");
      case Phase.Vacant v ->
          report.data() instanceof Data.Vanished
              ? vanished(turn)
              : idle(turn, report, "waiting for the other control nodes");
      case Phase.Founding f -> member(turn, node, report);
      case Phase.Formed f -> member(turn, node, report);
      case Phase.Succeeding s -> succeeding(turn, node, report);
    };
  }

  private static boolean isToReboot(Turn turn, NodeName node) {
    Incarnation boot = turn.ledger().reboots().running().get(node);
    return boot != null && turn.connectedBoot(node).filter(boot::equals).isPresent();
  }

  /**
   * Whether the others can spare it now: between the decision and the order the manager may have
   * been away, and the others may have fared badly meanwhile.
   */
  private static boolean mayReboot(Turn turn, NodeName node) {
    Sent sent = turn.sent.get(node);
    boolean told = sent != null && sent.order() instanceof Order.Reboot;
    return told || PlannedReboots.isBearable(turn, node);
  }

  private static Order hold(Turn turn, String reason) {
    return new Order.Hold(turn.ledger().epoch(), reason);
  }

  /** Rule R7: whoever may still run etcd of an older epoch stops it. */
  private static Order idle(Turn turn, NodeReport report, String reason) {
    boolean mayRun =
        report.data() instanceof Data.Holds held
            && (held.end().isEmpty() || held.epoch() < turn.ledger().epoch());
    return mayRun ? new Order.StandDown(turn.ledger().epoch()) : hold(turn, reason);
  }

  private static Order succeeding(Turn turn, NodeName node, NodeReport report) {
    int epoch = turn.ledger().epoch();
    boolean holds = report.data() instanceof Data.Holds;
    Member member = turn.ledger().members().get(node);
    boolean ticketed =
        member != null && member.incarnation().equals(Optional.of(report.incarnation()));
    if (Successions.exporter(turn).filter(node::equals).isPresent()) {
      return new Order.Export(epoch, turn.ledger().term());
    }
    return holds || ticketed
        ? new Order.StandDown(epoch)
        : hold(turn, "waiting for the next epoch");
  }

  private static Order member(Turn turn, NodeName node, NodeReport report) {
    Ledger ledger = turn.ledger();
    if (report.data() instanceof Data.Vanished) {
      return vanished(turn);
    }
    Member member = ledger.members().get(node);
    if (member == null) {
      return idle(turn, report, "waiting for its turn to join etcd");
    }
    if (!member.incarnation().equals(Optional.of(report.incarnation()))) {
      return idle(turn, report, "waiting to be readmitted to etcd");
    }
    boolean running =
        report.data() instanceof Data.Holds held
            && held.epoch() == ledger.epoch()
            && held.member().isPresent()
            && (member.id().isEmpty() || member.id().equals(held.member()));
    if (running) {
      return new Order.Resume(ledger.epoch());
    }
    Ticket ticket = ledger.tickets().get(node);
    if (member.isVoter()) {
      return ticket != null && ticket.incarnation().equals(report.incarnation())
          ? bootstrap(ledger, ticket)
          : new Order.Resume(ledger.epoch());
    }
    return member
        .id()
        .<Order>map(id -> new Order.Join(ledger.epoch(), report.incarnation(), id, members(ledger)))
        .orElseGet(() -> idle(turn, report, "being added to etcd"));
  }

  /** Whatever took the data away in a running boot: another boot starts clean. */
  private static Order vanished(Turn turn) {
    return new Order.Reboot(turn.ledger().epoch(), "etcd's data vanished during this boot");
  }

  private static Order bootstrap(Ledger ledger, Ticket ticket) {
    return ledger
        .seed()
        .<Order>map(seed -> new Order.Restore(ticket, ledger.founders(), seed))
        .orElseGet(() -> new Order.Form(ticket, ledger.founders()));
  }

  private static SortedMap<NodeName, String> members(Ledger ledger) {
    TreeMap<NodeName, String> urls = new TreeMap<>();
    ledger.members().forEach((node, member) -> urls.put(node, member.peerUrl()));
    return Order.members(urls);
  }
}
