package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** A name, not an address. */
public final class HostFormat extends FormatRule {
  public static final HostFormat RULE = new HostFormat();

  private HostFormat() {
    super(
        "bad-host-name",
        "a DNS name",
        "vip.kubernetes.local",
        "(?!(.*\\.)?[0-9]+$)[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\\.[a-z0-9]([-a-z0"
            + "-9]{0,61}[a-z0-9])?)*",
        "A DNS name is made of labels of lower-case letters, digits and hyphens with "
            + "dots between them, at most 253 characters in all. An address is no name.");
  }

  @Override
  public boolean accepts(String text) {
    return text.length() <= 253 && super.accepts(text);
  }
}
