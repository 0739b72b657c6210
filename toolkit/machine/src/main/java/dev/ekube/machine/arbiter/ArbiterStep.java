package dev.ekube.machine.arbiter;

import java.util.List;

/** What follows from an event: the next state, and what to do, in this order. */
public record ArbiterStep(ArbiterState state, List<ArbiterEffect> effects) {
  public ArbiterStep {
    effects = List.copyOf(effects);
  }
}
