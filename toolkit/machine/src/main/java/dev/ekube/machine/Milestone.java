package dev.ekube.machine;

/**
 * A task that a node has finished.
 *
 * @param after milliseconds of the node's monotonic clock since its agent's start
 */
public record Milestone(Task task, long after) {}
