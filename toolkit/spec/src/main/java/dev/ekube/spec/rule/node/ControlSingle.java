package dev.ekube.spec.rule.node;

import dev.ekube.model.Problem;
import dev.ekube.model.Role;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** One control node is no high availability. */
public final class ControlSingle extends Check {
  public ControlSingle() {
    super(
        "control-single",
        "With a single control node the API is gone while that node is. That is "
            + "allowed, for trying things out.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    long count = draft.nodes().stream().filter(n -> n.is(Role.CONTROL)).count();
    if (draft.nodesComplete() && count == 1) {
      found.add(
          problem(
              draft.nodesPlace().place(),
              "a single control node is not highly available",
              "make it 3 to survive the loss of one"));
    }
  }
}
