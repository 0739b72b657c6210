package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** Kubernetes label keys. */
public final class LabelKeyFormat extends FormatRule {
  public static final LabelKeyFormat RULE = new LabelKeyFormat();

  private LabelKeyFormat() {
    super(
        "bad-label-key",
        "the key of a Kubernetes label",
        "topology.kubernetes.io/zone",
        "([a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9]"
            + ")?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?",
        "A label's key is a name of at most 63 letters, digits, dots, hyphens and "
            + "underscores, with a DNS name and a slash in front when it is not private to "
            + "the site.");
  }
}
