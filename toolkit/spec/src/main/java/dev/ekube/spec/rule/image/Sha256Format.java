package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;
import java.util.Locale;

/** A digest. */
public final class Sha256Format extends FormatRule {
  public static final Sha256Format RULE = new Sha256Format();

  private Sha256Format() {
    super(
        "bad-sha256",
        "a SHA-256 digest",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
        "[0-9a-f]{64}",
        "A digest is written as sha256sum prints it: 64 hex digits in lower case.");
  }

  @Override
  protected String advice(String text) {
    String bare = text.replaceFirst("^sha256:", "").toLowerCase(Locale.ROOT);
    return accepts(bare) ? "write " + bare : super.advice(text);
  }
}
