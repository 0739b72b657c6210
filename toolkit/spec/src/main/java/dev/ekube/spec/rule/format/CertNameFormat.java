package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** A name or address for a certificate. */
public final class CertNameFormat extends FormatRule {
  public static final CertNameFormat RULE = new CertNameFormat();

  private CertNameFormat() {
    super(
        "bad-cert-name",
        "a DNS name or an IPv4 address",
        "api.example.org",
        "((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1["
            + "0-9]{2}|[1-9]?[0-9])){3}|(\\*\\.)?(?!(.*\\.)?[0-9]+$)[a-z0-9]([-a-z0-9]{0"
            + ",61}[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*)",
        "A name in the API server's certificate is a DNS name, which may begin with *. "
            + "for one level, or an IPv4 address. It has no scheme, port or path.");
  }

  @Override
  public boolean accepts(String text) {
    return text.length() <= 253 && super.accepts(text);
  }
}
