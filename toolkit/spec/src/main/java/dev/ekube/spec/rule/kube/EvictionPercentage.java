package dev.ekube.spec.rule.kube;

import dev.ekube.model.Problem;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftRole;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Percentages of a RAM disk mislead. */
public final class EvictionPercentage extends Check {
  public EvictionPercentage() {
    super(
        "eviction-percentage",
        "An eviction threshold is a percentage. The disk of these nodes is memory: ten "
            + "percent of it may be far more than the node has left.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    for (DraftRole role : draft.roles().values()) {
      role.kubelet()
          .evictionHard()
          .forEach(
              (signal, value) -> {
                if (value.value().endsWith("%")) {
                  found.add(
                      problem(
                          value.place(),
                          signal + " is a percentage of what lies in RAM",
                          "write a quantity, such as 200Mi"));
                }
              });
    }
  }
}
