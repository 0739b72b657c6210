package dev.ekube.manager.cluster;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.Order;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.EtcdMember;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.machine.arbiter.Phase;
import dev.ekube.machine.arbiter.Sent;
import dev.ekube.machine.node.NodeMachine;
import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.MemberStatus;
import dev.ekube.wire.NodeStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts together what {@code status} shows. */
final class Board {
  private static final int ALARMS = 20;

  private Board() {}

  static ClusterStatus status(Cluster cluster, ArbiterState state, Nodes nodes, long at) {
    Ledger ledger = state.ledger();
    boolean ready = isReady(cluster, state);
    return new ClusterStatus(
        cluster.name().value(),
        at,
        word(ledger.phase(), ready),
        ledger.epoch(),
        ledger.story(),
        ready,
        cluster.nodes().stream().map(node -> node(node, state, nodes, at)).toList(),
        members(state),
        nodes.holder(),
        ledger.snapshots(),
        waiting(state),
        state.alarms().reversed().stream().limit(ALARMS).toList());
  }

  private static boolean isReady(Cluster cluster, ArbiterState state) {
    Ledger ledger = state.ledger();
    return ledger.phase() instanceof Phase.Formed
        && state.pending().objectsEpoch() == ledger.epoch()
        && cluster.nodes().stream().allMatch(node -> state.ready().contains(node.name()));
  }

  private static String word(Phase phase, boolean ready) {
    return switch (phase) {
      case Phase.Adopting adopting -> "adopting";
      case Phase.Vacant vacant -> "waiting";
      case Phase.Founding founding -> "forming";
      case Phase.Formed formed -> ready ? "ready" : "formed";
      case Phase.Succeeding succeeding -> "recovering";
    };
  }

  private static List<MemberStatus> members(ArbiterState state) {
    List<MemberStatus> members = new ArrayList<>();
    state
        .view()
        .ifPresent(
            view -> {
              for (EtcdMember member : view.members()) {
                members.add(
                    new MemberStatus(
                        member.id(),
                        member.name(),
                        member.learner(),
                        member.healthy(),
                        view.leader().equals(Optional.of(member.id()))));
              }
            });
    return members;
  }

  private static List<String> waiting(ArbiterState state) {
    List<String> waiting = new ArrayList<>();
    state.reasons().forEach((node, why) -> waiting.add(node + ": " + why));
    state
        .view()
        .filter(view -> !view.trouble().isEmpty())
        .ifPresent(view -> waiting.add("etcd: " + view.trouble()));
    return waiting;
  }

  private static NodeStatus node(Node node, ArbiterState state, Nodes nodes, long at) {
    boolean ready = state.ready().contains(node.name());
    Optional<Incarnation> enrolled = state.ledger().incarnation(node.name());
    Optional<Nodes.Known> known = nodes.known(node.name());
    if (known.isEmpty()) {
      String doing = enrolled.isPresent() ? "not heard since the service started" : "not seen yet";
      return new NodeStatus(
          node.name(),
          node.role(),
          false,
          enrolled,
          "absent",
          doing,
          at,
          Optional.empty(),
          0,
          List.of(),
          ready);
    }
    Condition condition = known.get().report().condition();
    boolean connected = known.get().connection().isPresent();
    List<Milestone> milestones = known.get().report().milestones();
    return new NodeStatus(
        node.name(),
        node.role(),
        connected,
        enrolled,
        connected ? kind(condition) : "absent",
        doing(node, condition, state),
        known.get().since(),
        why(condition),
        attempt(condition),
        milestones,
        ready);
  }

  /** A node without work waits for what the arbiter waits for. */
  private static String doing(Node node, Condition condition, ArbiterState state) {
    String words = NodeMachine.words(condition);
    return switch (condition) {
      case Condition.Idle idle -> waiting(node, state).orElse(words);
      case Condition.Settled settled -> waiting(node, state).orElse(words);
      case Condition.Working working -> words;
      case Condition.Failing failing -> words;
    };
  }

  /** What the arbiter says of the node, else what it has told the node itself. */
  private static Optional<String> waiting(Node node, ArbiterState state) {
    Optional<String> held =
        Optional.ofNullable(state.sent().get(node.name()))
            .map(Sent::order)
            .flatMap(
                order ->
                    order instanceof Order.Hold hold
                        ? Optional.of(hold.reason())
                        : Optional.empty());
    return Optional.ofNullable(state.reasons().get(node.name())).or(() -> held);
  }

  private static String kind(Condition condition) {
    return switch (condition) {
      case Condition.Idle idle -> "idle";
      case Condition.Working working -> "working";
      case Condition.Failing failing -> "failing";
      case Condition.Settled settled -> "settled";
    };
  }

  private static Optional<String> why(Condition condition) {
    return condition instanceof Condition.Failing failing
        ? Optional.of(failing.why())
        : Optional.empty();
  }

  private static int attempt(Condition condition) {
    return switch (condition) {
      case Condition.Idle idle -> 0;
      case Condition.Working working -> working.attempt();
      case Condition.Failing failing -> failing.attempt();
      case Condition.Settled settled -> 0;
    };
  }
}
