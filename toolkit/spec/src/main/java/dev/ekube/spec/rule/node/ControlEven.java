package dev.ekube.spec.rule.node;

import dev.ekube.model.Role;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Majorities need odd numbers. */
public final class ControlEven extends Check {
  public ControlEven() {
    super(
        "control-even",
        "The number of control nodes is odd. etcd needs a majority: four members "
            + "survive the loss of one, just as three do, but there is one more that can "
            + "fail; two survive none.");
  }

  @Override
  public void check(Draft draft, Found found) {
    long count = draft.nodes().stream().filter(n -> n.is(Role.CONTROL)).count();
    if (draft.nodesComplete() && count > 0 && count % 2 == 0) {
      found.add(
          problem(
              draft.nodesPlace().place(),
              count + " control nodes survive no more losses than " + (count - 1),
              "make it " + (count - 1) + " or " + (count + 1)));
    }
  }
}
