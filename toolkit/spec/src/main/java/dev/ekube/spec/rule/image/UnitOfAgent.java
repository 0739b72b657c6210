package dev.ekube.spec.rule.image;

import dev.ekube.model.Problem;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Set;

/** The agent starts what needs files of its own first. */
public final class UnitOfAgent extends Check {
  private static final Set<String> STARTED =
      Set.of("kubelet.service", "haproxy.service", "keepalived.service");

  public UnitOfAgent() {
    super(
        "unit-of-agent",
        "The kubelet, HAProxy and keepalived need files that the agent writes first. Enabled in"
            + " the image they start without them, fail, and then wait before they try again.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    for (Placed<String> unit : draft.images().content().units().enable()) {
      if (STARTED.contains(unit.value())) {
        found.add(
            problem(
                unit.place(),
                "the unit " + unit.value() + " is enabled although the agent starts it",
                "leave it out of enable"));
      }
    }
  }
}
