package dev.ekube.machine.node;

import dev.ekube.machine.Order;
import dev.ekube.machine.Task;
import java.util.List;
import java.util.Optional;

/** How far a node is with its order. */
public sealed interface Work {

  /** No order yet. */
  record Idle(long since) implements Work {}

  /**
   * At work.
   *
   * @param left tasks to do; the first one runs
   * @param run the number of that run
   */
  record Working(Order order, List<Task> left, long run, long since, int attempt) implements Work {
    public Working {
      left = List.copyOf(left);
    }

    Task task() {
      return left.getFirst();
    }
  }

  /** The first task has failed; it is begun again at {@code retryAt}. */
  record Waiting(Order order, List<Task> left, String why, long since, int attempt, long retryAt)
      implements Work {
    public Waiting {
      left = List.copyOf(left);
    }

    Task task() {
      return left.getFirst();
    }
  }

  /** The order cannot be obeyed as things are; only another order or a reboot helps. */
  record Stuck(Order order, Task task, String why, long since) implements Work {}

  /** All done. */
  record Settled(Order order, long since) implements Work {}

  /** The order that is being obeyed; absent before the first. */
  default Optional<Order> obeyed() {
    return switch (this) {
      case Idle idle -> Optional.empty();
      case Working working -> Optional.of(working.order());
      case Waiting waiting -> Optional.of(waiting.order());
      case Stuck stuck -> Optional.of(stuck.order());
      case Settled settled -> Optional.of(settled.order());
    };
  }
}
