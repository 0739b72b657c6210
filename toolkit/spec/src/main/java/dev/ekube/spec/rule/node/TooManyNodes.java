package dev.ekube.spec.rule.node;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** Kubernetes ends at 5,000 nodes. */
public final class TooManyNodes extends Rule {
  public static final TooManyNodes RULE = new TooManyNodes();

  private TooManyNodes() {
    super(
        "too-many-nodes",
        "Kubernetes is built for clusters of up to 5,000 nodes; a range that gives more "
            + "is almost certainly a slip.");
  }

  /** As many as Kubernetes supports (kubernetes.io, considerations for large clusters). */
  public static final int MOST = 5_000;

  /** Says so at the range that passes it. */
  public Problem at(Span place, long count) {
    return problem(
        place,
        "this range has " + count + " nodes, and a cluster has at most " + MOST,
        "check the numbers in the brackets");
  }
}
