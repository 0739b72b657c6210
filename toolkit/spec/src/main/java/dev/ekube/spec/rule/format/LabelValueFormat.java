package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** Kubernetes label values. */
public final class LabelValueFormat extends FormatRule {
  public static final LabelValueFormat RULE = new LabelValueFormat();

  private LabelValueFormat() {
    super(
        "bad-label-value",
        "the value of a Kubernetes label",
        "rack-7",
        "([A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?)?",
        "A label's value is at most 63 letters, digits, dots, hyphens and underscores, "
            + "beginning and ending with a letter or digit, or empty.");
  }
}
