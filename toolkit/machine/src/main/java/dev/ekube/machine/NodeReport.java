package dev.ekube.machine;

import java.util.List;

/**
 * What a node says of itself whenever something has changed.
 *
 * @param order the order that it obeys; {@link OrderId#NONE} before the first
 * @param orderEpoch the epoch of that order; 0 before the first
 */
public record NodeReport(
    Incarnation incarnation,
    Data data,
    OrderId order,
    int orderEpoch,
    Condition condition,
    List<Milestone> milestones) {
  public NodeReport {
    milestones = List.copyOf(milestones);
  }
}
