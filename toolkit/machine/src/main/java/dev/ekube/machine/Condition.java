package dev.ekube.machine;

/** How far a node is with its order. Times are milliseconds since its agent's start. */
public sealed interface Condition {

  /** No order yet. */
  record Idle(long since) implements Condition {}

  /** At work on one task of the order. */
  record Working(Task task, long since, int attempt) implements Condition {}

  /** A task has failed; it is tried again. */
  record Failing(Task task, String why, long since, int attempt) implements Condition {}

  /** Everything that was ordered is done. */
  record Settled(long since) implements Condition {}
}
