package dev.ekube.spec.rule.node;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** Addresses end somewhere. */
public final class RangePastEnd extends Rule {
  public static final RangePastEnd RULE = new RangePastEnd();

  private RangePastEnd() {
    super("range-past-end", "Counting up from the first address passes 255.255.255.255.");
  }

  /** Says so at the first address. */
  public Problem at(Span place, int nodes) {
    return problem(
        place,
        "counting up " + nodes + " addresses passes 255.255.255.255",
        "start lower, or make the range smaller");
  }
}
