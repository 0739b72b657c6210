package dev.ekube.machine.node;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Task;
import java.util.ArrayList;
import java.util.List;

/**
 * The node's machine: one order at a time, its tasks one after the other. {@link Link} runs beside
 * it: losing the manager stops no work.
 *
 * <table>
 *   <caption>Transitions: state of {@link Work}, event, next state</caption>
 *   <tr><td>Idle</td><td>Connected</td><td>Idle</td></tr>
 *   <tr><td>Idle</td><td>Disconnected</td><td>Idle</td></tr>
 *   <tr><td>Idle</td><td>Ordered</td><td>Working, Settled, Stuck, Idle</td></tr>
 *   <tr><td>Idle</td><td>Done</td><td>Idle</td></tr>
 *   <tr><td>Idle</td><td>Failed</td><td>Idle</td></tr>
 *   <tr><td>Idle</td><td>Ticked</td><td>Idle</td></tr>
 *   <tr><td>Working</td><td>Connected</td><td>Working</td></tr>
 *   <tr><td>Working</td><td>Disconnected</td><td>Working</td></tr>
 *   <tr><td>Working</td><td>Ordered</td><td>Working, Settled, Stuck</td></tr>
 *   <tr><td>Working</td><td>Done</td><td>Working, Settled</td></tr>
 *   <tr><td>Working</td><td>Failed</td><td>Working, Waiting</td></tr>
 *   <tr><td>Working</td><td>Ticked</td><td>Working</td></tr>
 *   <tr><td>Waiting</td><td>Connected</td><td>Waiting</td></tr>
 *   <tr><td>Waiting</td><td>Disconnected</td><td>Waiting</td></tr>
 *   <tr><td>Waiting</td><td>Ordered</td><td>Waiting, Working, Settled, Stuck</td></tr>
 *   <tr><td>Waiting</td><td>Done</td><td>Waiting</td></tr>
 *   <tr><td>Waiting</td><td>Failed</td><td>Waiting</td></tr>
 *   <tr><td>Waiting</td><td>Ticked</td><td>Waiting, Working</td></tr>
 *   <tr><td>Stuck</td><td>Connected</td><td>Stuck</td></tr>
 *   <tr><td>Stuck</td><td>Disconnected</td><td>Stuck</td></tr>
 *   <tr><td>Stuck</td><td>Ordered</td><td>Stuck, Working, Settled</td></tr>
 *   <tr><td>Stuck</td><td>Done</td><td>Stuck</td></tr>
 *   <tr><td>Stuck</td><td>Failed</td><td>Stuck</td></tr>
 *   <tr><td>Stuck</td><td>Ticked</td><td>Stuck</td></tr>
 *   <tr><td>Settled</td><td>Connected</td><td>Settled</td></tr>
 *   <tr><td>Settled</td><td>Disconnected</td><td>Settled</td></tr>
 *   <tr><td>Settled</td><td>Ordered</td><td>Settled, Working, Stuck</td></tr>
 *   <tr><td>Settled</td><td>Done</td><td>Settled</td></tr>
 *   <tr><td>Settled</td><td>Failed</td><td>Settled</td></tr>
 *   <tr><td>Settled</td><td>Ticked</td><td>Settled</td></tr>
 * </table>
 */
public final class NodeMachine {
  private static final long LINK_RETRY = 200;
  private static final long LINK_RETRY_LIMIT = 3_000;
  private static final long TASK_RETRY = 200;
  private static final long TASK_RETRY_LIMIT = 5_000;

  private NodeState state;
  private final List<NodeEffect> effects = new ArrayList<>();

  private NodeMachine(NodeState state) {
    this.state = state;
  }

  /** The agent has started, for the first time in this boot or again. */
  public static NodeStep start(NodeFacts facts, long at) {
    NodeState state =
        new NodeState(
            facts,
            new Link.Connecting(0),
            new Work.Idle(at),
            OrderId.NONE,
            0,
            0,
            List.<Milestone>of());
    return new NodeStep(state, List.of(new NodeEffect.Connect()));
  }

  /** The next state and what to do; a function of its arguments alone. */
  public static NodeStep step(NodeState state, NodeEvent event) {
    NodeMachine turn = new NodeMachine(state);
    turn.link(event);
    turn.work(new Cell(state.work(), event));
    turn.setTimer();
    if (!turn.state.report().equals(state.report())) {
      turn.report();
    }
    return new NodeStep(turn.state, turn.effects);
  }

  private record Cell(Work work, NodeEvent event) {}

  /** Every state with every event; the compiler holds the list complete. */
  private void work(Cell cell) {
    switch (cell) {
      case Cell(Work.Idle w, NodeEvent.Connected e) -> report();
      case Cell(Work.Idle w, NodeEvent.Disconnected e) -> {}
      case Cell(Work.Idle w, NodeEvent.Ordered e) -> consider(e);
      case Cell(Work.Idle w, NodeEvent.Done e) -> {}
      case Cell(Work.Idle w, NodeEvent.Failed e) -> {}
      case Cell(Work.Idle w, NodeEvent.Ticked e) -> {}
      case Cell(Work.Working w, NodeEvent.Connected e) -> report();
      case Cell(Work.Working w, NodeEvent.Disconnected e) -> {}
      case Cell(Work.Working w, NodeEvent.Ordered e) -> consider(e);
      case Cell(Work.Working w, NodeEvent.Done e) -> done(w, e);
      case Cell(Work.Working w, NodeEvent.Failed e) -> failed(w, e);
      case Cell(Work.Working w, NodeEvent.Ticked e) -> {}
      case Cell(Work.Waiting w, NodeEvent.Connected e) -> report();
      case Cell(Work.Waiting w, NodeEvent.Disconnected e) -> {}
      case Cell(Work.Waiting w, NodeEvent.Ordered e) -> consider(e);
      case Cell(Work.Waiting w, NodeEvent.Done e) -> {}
      case Cell(Work.Waiting w, NodeEvent.Failed e) -> {}
      case Cell(Work.Waiting w, NodeEvent.Ticked e) -> tryAgain(w, e.at());
      case Cell(Work.Stuck w, NodeEvent.Connected e) -> report();
      case Cell(Work.Stuck w, NodeEvent.Disconnected e) -> {}
      case Cell(Work.Stuck w, NodeEvent.Ordered e) -> consider(e);
      case Cell(Work.Stuck w, NodeEvent.Done e) -> {}
      case Cell(Work.Stuck w, NodeEvent.Failed e) -> {}
      case Cell(Work.Stuck w, NodeEvent.Ticked e) -> {}
      case Cell(Work.Settled w, NodeEvent.Connected e) -> report();
      case Cell(Work.Settled w, NodeEvent.Disconnected e) -> {}
      case Cell(Work.Settled w, NodeEvent.Ordered e) -> consider(e);
      case Cell(Work.Settled w, NodeEvent.Done e) -> {}
      case Cell(Work.Settled w, NodeEvent.Failed e) -> {}
      case Cell(Work.Settled w, NodeEvent.Ticked e) -> {}
    }
  }

  private void link(NodeEvent event) {
    switch (event) {
      case NodeEvent.Connected e -> state = state.with(new Link.Up());
      case NodeEvent.Disconnected e -> {
        int attempt =
            switch (state.link()) {
              case Link.Up up -> 0;
              case Link.Connecting connecting -> connecting.attempt();
              case Link.Down down -> down.attempt();
            };
        long wait = backoff(attempt, LINK_RETRY, LINK_RETRY_LIMIT, e.jitter());
        state = state.with(new Link.Down(e.at() + wait, attempt + 1));
      }
      case NodeEvent.Ticked e -> {
        if (state.link() instanceof Link.Down down && down.retryAt() <= e.at()) {
          state = state.with(new Link.Connecting(down.attempt()));
          effects.add(new NodeEffect.Connect());
        }
      }
      case NodeEvent.Ordered e -> {}
      case NodeEvent.Done e -> {}
      case NodeEvent.Failed e -> {}
    }
  }

  /** Drops what comes late, from an older epoch, or for another boot; obeys everything else. */
  private void consider(NodeEvent.Ordered event) {
    Order order = event.order();
    if (event.id().compareTo(state.seen()) < 0 || isVoid(order)) {
      return;
    }
    if (!(order instanceof Order.Hold) && order.epoch() < state.epoch()) {
      return;
    }
    state = state.with(event.id());
    if (state.work().obeyed().map(order::equals).orElse(false) || isObeyedAlready(order)) {
      report();
      return;
    }
    obey(order, event.at());
  }

  private boolean isVoid(Order order) {
    return switch (order) {
      case Order.Form form -> isOfAnotherBoot(form.ticket().incarnation());
      case Order.Restore restore -> isOfAnotherBoot(restore.ticket().incarnation());
      case Order.Join join -> isOfAnotherBoot(join.incarnation());
      case Order.Hold h -> false;
      case Order.Resume r -> false;
      case Order.Serve s -> false;
      case Order.StandDown s -> false;
      case Order.Export e -> false;
      case Order.Reboot r -> false;
    };
  }

  private boolean isOfAnotherBoot(Incarnation incarnation) {
    return !incarnation.equals(state.facts().incarnation());
  }

  /** Resuming asks for nothing that forming, restoring or joining the same epoch does not do. */
  private boolean isObeyedAlready(Order order) {
    boolean same =
        order instanceof Order.Resume
            && state
                .work()
                .obeyed()
                .map(now -> Recipe.startsEtcd(now) && now.epoch() == order.epoch())
                .orElse(false);
    return same && !(state.work() instanceof Work.Stuck);
  }

  private void obey(Order order, long at) {
    if (state.work() instanceof Work.Working working) {
      effects.add(new NodeEffect.Abandon(working.run(), working.task()));
    }
    if (order.epoch() != state.work().obeyed().map(Order::epoch).orElse(0)) {
      state = state.with(List.<Milestone>of());
    }
    Data data = state.facts().data();
    Recipe.obstacle(order, data)
        .ifPresentOrElse(
            why -> state = state.with(new Work.Stuck(order, Task.PLACE_ETCD, why, at)),
            () -> begin(order, Recipe.of(order, data), at, 1));
  }

  private void begin(Order order, List<Task> left, long at, int attempt) {
    if (left.isEmpty()) {
      state = state.with(new Work.Settled(order, at));
      return;
    }
    state = state.nextRun();
    state = state.with(new Work.Working(order, left, state.runs(), at, attempt));
    Task task = left.getFirst();
    effects.add(new NodeEffect.Begin(state.runs(), task, order, Recipe.deadline(task)));
  }

  private void done(Work.Working working, NodeEvent.Done event) {
    if (event.run() != working.run()) {
      return;
    }
    List<Milestone> milestones = new ArrayList<>(state.milestones());
    milestones.removeIf(milestone -> milestone.task() == event.task());
    milestones.add(new Milestone(event.task(), event.at()));
    state = state.with(event.data()).with(milestones);
    List<Task> left = working.left().subList(1, working.left().size());
    begin(working.order(), left, event.at(), 1);
  }

  /** A task that failed is tried again for ever, ever more slowly, and the cause is reported. */
  private void failed(Work.Working working, NodeEvent.Failed event) {
    if (event.run() != working.run()) {
      return;
    }
    state = state.with(event.data());
    long wait = backoff(working.attempt() - 1, TASK_RETRY, TASK_RETRY_LIMIT, event.jitter());
    state =
        state.with(
            new Work.Waiting(
                working.order(),
                working.left(),
                event.why(),
                event.at(),
                working.attempt(),
                event.at() + wait));
  }

  private void tryAgain(Work.Waiting waiting, long at) {
    if (waiting.retryAt() > at) {
      return;
    }
    Data data = state.facts().data();
    boolean wrongMember =
        waiting.order() instanceof Order.Join join && Recipe.isOfAnotherMember(data, join);
    // A joining etcd can take the id of the member that was just removed from a peer that lags.
    List<Task> left = wrongMember ? Recipe.of(waiting.order(), data) : waiting.left();
    begin(waiting.order(), left, at, waiting.attempt() + 1);
  }

  private void report() {
    NodeEffect.Report report = new NodeEffect.Report(state.report());
    effects.removeIf(effect -> effect instanceof NodeEffect.Report);
    effects.add(report);
  }

  private void setTimer() {
    long link = state.link() instanceof Link.Down down ? down.retryAt() : Long.MAX_VALUE;
    long work = state.work() instanceof Work.Waiting waiting ? waiting.retryAt() : Long.MAX_VALUE;
    long next = Math.min(link, work);
    if (next == Long.MAX_VALUE) {
      state = state.timer(0);
    } else if (next != state.timerAt()) {
      state = state.timer(next);
      effects.add(new NodeEffect.SetTimer(next));
    }
  }

  private static long backoff(int attempt, long first, long limit, double jitter) {
    long full = Math.min(limit, first << Math.min(attempt, 10));
    return full / 2 + (long) (full / 2.0 * jitter);
  }

  /** What {@code status} says about a condition. */
  public static String words(Condition condition) {
    return switch (condition) {
      case Condition.Idle idle -> "waiting for orders";
      case Condition.Working working -> working.task().words();
      case Condition.Failing failing -> failing.task().words() + " failed: " + failing.why();
      case Condition.Settled settled -> "done";
    };
  }
}
