package dev.ekube.machine.node;

import dev.ekube.machine.Data;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Task;

/**
 * What happens to a node's agent.
 *
 * <p>{@code at} is always milliseconds of the monotonic clock since the agent's start.
 */
public sealed interface NodeEvent {
  long at();

  /** The connection to the manager stands, and enrolment is done. */
  record Connected(long at) implements NodeEvent {}

  /**
   * The connection is gone, or could not be made.
   *
   * @param jitter uniform in [0, 1): spreads the retries of many nodes
   */
  record Disconnected(long at, double jitter) implements NodeEvent {}

  /** An order arrived. */
  record Ordered(long at, OrderId id, Order order) implements NodeEvent {}

  /**
   * A task has succeeded.
   *
   * @param run the number that came with Begin; results of other runs are ignored
   * @param data what the node holds now
   */
  record Done(long at, long run, Task task, Data data) implements NodeEvent {}

  /**
   * A task has failed or run out of time.
   *
   * @param run the number that came with Begin
   * @param jitter uniform in [0, 1)
   */
  record Failed(long at, long run, Task task, String why, Data data, double jitter)
      implements NodeEvent {}

  /** Time has passed; sent when the timer that was set runs out, harmless at any other time. */
  record Ticked(long at) implements NodeEvent {}
}
