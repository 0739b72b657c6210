package dev.ekube.machine.node;

import java.util.List;

/** What follows from an event: the next state, and what to do, in this order. */
public record NodeStep(NodeState state, List<NodeEffect> effects) {
  public NodeStep {
    effects = List.copyOf(effects);
  }
}
