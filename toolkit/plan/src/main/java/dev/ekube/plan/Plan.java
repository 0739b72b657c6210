package dev.ekube.plan;

import dev.ekube.model.ClusterName;
import dev.ekube.model.Problem;
import java.util.List;

/**
 * What apply would do, in order.
 *
 * @param refusals reasons why it may not be done; a plan with an error among them is never applied
 */
public record Plan(ClusterName cluster, List<Step> steps, List<Problem> refusals) {
  public Plan {
    steps = List.copyOf(steps);
    refusals = List.copyOf(refusals);
  }

  /** How many steps make wwctl run; at most five, whatever the number of nodes. */
  public int wwctlSteps() {
    return (int) steps.stream().filter(step -> step.runs() == Runs.WWCTL).count();
  }

  public boolean isEmpty() {
    return steps.isEmpty();
  }
}
