package dev.ekube.machine.node;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Data;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import java.util.List;

/**
 * Everything a node's machine remembers.
 *
 * @param seen the greatest order id that was obeyed; smaller ones come too late
 * @param runs how many task runs have begun
 * @param timerAt the timer that is set; 0 when none is
 */
public record NodeState(
    NodeFacts facts,
    Link link,
    Work work,
    OrderId seen,
    long runs,
    long timerAt,
    List<Milestone> milestones) {
  public NodeState {
    milestones = List.copyOf(milestones);
  }

  /** What the manager is told. */
  public NodeReport report() {
    return new NodeReport(
        facts.incarnation(),
        facts.data(),
        seen,
        work.obeyed().map(Order::epoch).orElse(0),
        condition(),
        milestones);
  }

  private Condition condition() {
    return switch (work) {
      case Work.Idle idle -> new Condition.Idle(idle.since());
      case Work.Working working ->
          new Condition.Working(working.task(), working.since(), working.attempt());
      case Work.Waiting waiting ->
          new Condition.Failing(waiting.task(), waiting.why(), waiting.since(), waiting.attempt());
      case Work.Stuck stuck -> new Condition.Failing(stuck.task(), stuck.why(), stuck.since(), 1);
      case Work.Settled settled -> new Condition.Settled(settled.since());
    };
  }

  /** The latest epoch that this node has heard of or holds data of. */
  int epoch() {
    return Math.max(work.obeyed().map(Order::epoch).orElse(0), facts.data().epochHeld());
  }

  NodeState with(Link next) {
    return new NodeState(facts, next, work, seen, runs, timerAt, milestones);
  }

  NodeState with(Work next) {
    return new NodeState(facts, link, next, seen, runs, timerAt, milestones);
  }

  NodeState with(OrderId next) {
    return new NodeState(facts, link, work, next, runs, timerAt, milestones);
  }

  NodeState with(Data data) {
    NodeFacts changed = new NodeFacts(facts.node(), facts.role(), facts.incarnation(), data);
    return new NodeState(changed, link, work, seen, runs, timerAt, milestones);
  }

  NodeState with(List<Milestone> next) {
    return new NodeState(facts, link, work, seen, runs, timerAt, next);
  }

  NodeState nextRun() {
    return new NodeState(facts, link, work, seen, runs + 1, timerAt, milestones);
  }

  NodeState timer(long at) {
    return new NodeState(facts, link, work, seen, runs, at, milestones);
  }
}
