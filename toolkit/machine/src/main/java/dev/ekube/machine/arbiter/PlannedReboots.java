package dev.ekube.machine.arbiter;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Incarnation;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rule R8: a planned reboot happens only while the rest is healthy and holds a quorum; control
 * nodes one at a time, workers in batches and drained. The first trouble stops what has not begun.
 */
final class PlannedReboots {
  private PlannedReboots() {}

  static void advance(Turn turn) {
    for (Map.Entry<NodeName, Incarnation> entry :
        List.copyOf(turn.ledger().reboots().running().entrySet())) {
      finish(turn, entry.getKey(), entry.getValue());
    }
    List<NodeName> queue = turn.ledger().reboots().queue();
    if (queue.isEmpty()) {
      return;
    }
    NodeName node = queue.getFirst();
    obstacle(turn, node)
        .ifPresentOrElse(
            why -> turn.reason(node, "to be rebooted: " + why), () -> begin(turn, node));
  }

  private static void finish(Turn turn, NodeName node, Incarnation old) {
    boolean again = turn.connectedBoot(node).filter(boot -> !boot.equals(old)).isPresent();
    boolean settled =
        turn.report(node).filter(r -> r.condition() instanceof Condition.Settled).isPresent();
    Member member = turn.ledger().members().get(node);
    boolean whole =
        turn.site.workers().contains(node)
            || (member != null
                && member.isVoter()
                && member.incarnation().equals(turn.ledger().incarnation(node)));
    if (again && settled && whole) {
      turn.append(new LedgerEntry.RebootEnded(node, Optional.empty()));
      ended(turn, node);
    } else if (!turn.isConnected(node) && turn.now - turn.since(node) > Patience.REBOOT) {
      String why = node + " has not come back from its planned reboot";
      turn.append(new LedgerEntry.RebootEnded(node, Optional.of(why)));
      turn.append(new LedgerEntry.RebootsCancelled());
      turn.alarm(why + "; the reboots that were to follow are cancelled");
    }
  }

  private static void ended(Turn turn, NodeName node) {
    turn.drains.remove(node);
    if (turn.site.workers().contains(node)) {
      turn.effect(new ArbiterEffect.Uncordon(node));
    }
  }

  private static Optional<String> obstacle(Turn turn, NodeName node) {
    if (!turn.isConnected(node)) {
      return Optional.of("it is not connected");
    }
    if (!turn.seesQuorum() || Membership.isBusy(turn)) {
      return Optional.of("etcd's members are not settled");
    }
    boolean control = turn.site.control().containsKey(node);
    int running = turn.ledger().reboots().running().size();
    boolean controlRuns =
        turn.ledger().reboots().running().keySet().stream()
            .anyMatch(other -> turn.site.control().containsKey(other));
    if (controlRuns || (control && running > 0)) {
      return Optional.of("another node is rebooting");
    }
    return control ? controlObstacle(turn, node) : workerObstacle(turn, running);
  }

  /** Rule R8 at the moment at which the order goes out; says why when it may not. */
  static boolean isBearable(Turn turn, NodeName node) {
    Optional<String> obstacle =
        turn.seesQuorum()
            ? controlObstacle(turn, node)
            : Optional.of("etcd has not been seen at work");
    obstacle.ifPresent(why -> turn.reason(node, "to be rebooted: " + why));
    return obstacle.isEmpty();
  }

  private static Optional<String> controlObstacle(Turn turn, NodeName node) {
    EtcdView view = turn.view.orElseThrow();
    Member member = turn.ledger().members().get(node);
    if (member == null || member.id().isEmpty()) {
      return Optional.of("it is no member of etcd");
    }
    long others = view.voters() - 1;
    long rest = view.healthyVotersBut(member.id().get());
    if (rest < Voters.quorum((int) view.voters())) {
      return Optional.of("the others would hold no quorum without it");
    }
    boolean all = rest == others && everyOtherSettled(turn, node);
    return all ? Optional.empty() : Optional.of("another control node is not healthy");
  }

  private static boolean everyOtherSettled(Turn turn, NodeName node) {
    return turn.site.control().keySet().stream()
        .filter(other -> !other.equals(node))
        .allMatch(
            other ->
                turn.report(other)
                    .filter(r -> r.condition() instanceof Condition.Settled)
                    .isPresent());
  }

  private static Optional<String> workerObstacle(Turn turn, int running) {
    int batch = Math.max(1, turn.site.workers().size() / 10);
    return running < batch
        ? Optional.empty()
        : Optional.of("as many workers are rebooting as may at a time");
  }

  /** A control node's reboot is preceded by a snapshot, a worker's by its drain. */
  private static void begin(Turn turn, NodeName node) {
    boolean control = turn.site.control().containsKey(node);
    if (control && !Snapshots.isFresh(turn)) {
      Snapshots.want(turn);
      turn.reason(node, "to be rebooted: waiting for a snapshot");
      return;
    }
    if (!control && !turn.drains.getOrDefault(node, false)) {
      if (turn.drains.putIfAbsent(node, false) == null) {
        turn.effect(new ArbiterEffect.Drain(node, Patience.DRAIN));
      }
      turn.reason(node, "to be rebooted: draining");
      return;
    }
    turn.append(new LedgerEntry.RebootBegun(node, turn.connectedBoot(node).orElseThrow()));
  }

  static void drained(Turn turn, ArbiterEvent.Drained event) {
    event
        .trouble()
        .ifPresent(why -> turn.alarm(event.node() + " was not drained to the end: " + why));
    turn.drains.replace(event.node(), true);
  }
}
