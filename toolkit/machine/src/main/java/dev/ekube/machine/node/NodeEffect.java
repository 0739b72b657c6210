package dev.ekube.machine.node;

import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.Task;

/** What a node's agent is to do. Every effect can be cut at any point and done again (rule R9). */
public sealed interface NodeEffect {

  /** Connect to the manager; enrol when no certificate is held for this boot. */
  record Connect() implements NodeEffect {}

  /**
   * Begin a task of an order; the answer is Done or Failed, exactly once unless abandoned.
   *
   * @param run counts the runs of this agent; the answer carries it back
   * @param deadline milliseconds that the task may take before the driver answers Failed
   */
  record Begin(long run, Task task, Order order, long deadline) implements NodeEffect {}

  /** Let go of the task that runs: its result is not wanted, and waiting for it must end. */
  record Abandon(long run, Task task) implements NodeEffect {}

  /** Tell the manager; dropped when there is no connection, because the next one starts with it. */
  record Report(NodeReport report) implements NodeEffect {}

  /** Send Ticked at this time; replaces a timer that was set before. */
  record SetTimer(long at) implements NodeEffect {}
}
