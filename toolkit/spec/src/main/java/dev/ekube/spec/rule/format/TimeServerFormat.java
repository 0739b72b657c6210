package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** Where nodes get the time. */
public final class TimeServerFormat extends FormatRule {
  public static final TimeServerFormat RULE = new TimeServerFormat();

  private TimeServerFormat() {
    super(
        "bad-time-server",
        "a DNS name or an IPv4 address",
        "ntp.example.org",
        "((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1["
            + "0-9]{2}|[1-9]?[0-9])){3}|(?!(.*\\.)?[0-9]+$)[a-z0-9]([-a-z0-9]{0,61}[a-"
            + "z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*)",
        "A time server is a DNS name or an IPv4 address, without a port and without " + "options.");
  }

  @Override
  public boolean accepts(String text) {
    return text.length() <= 253 && super.accepts(text);
  }
}
