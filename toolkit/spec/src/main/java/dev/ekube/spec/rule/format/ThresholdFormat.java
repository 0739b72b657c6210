package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** A quantity or a percentage. */
public final class ThresholdFormat extends FormatRule {
  public static final ThresholdFormat RULE = new ThresholdFormat();

  private ThresholdFormat() {
    super(
        "bad-threshold",
        "an eviction threshold",
        "200Mi",
        "([0-9]{1,15}(\\.[0-9]{1,9})?(m|k|M|G|T|P|Ki|Mi|Gi|Ti|Pi)?|([0-9]|[1-9]["
            + "0-9])(\\.[0-9]{1,3})?%)",
        "An eviction threshold is a Kubernetes quantity, or a percentage below 100. On "
            + "nodes in RAM a quantity is the better choice.");
  }
}
