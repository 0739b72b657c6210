package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;
import java.util.Locale;

/** Which key may sign. */
public final class FingerprintFormat extends FormatRule {
  public static final FingerprintFormat RULE = new FingerprintFormat();

  private FingerprintFormat() {
    super(
        "bad-fingerprint",
        "the fingerprint of an OpenPGP key",
        "DE15B14486CD377B9E876E1A234654DA9A296436",
        "[0-9A-F]{40}|[0-9A-F]{64}",
        "A key is pinned by its whole fingerprint: 40 hex digits (64 for keys of "
            + "version 6), upper case, without blanks. Short key ids can be forged.");
  }

  @Override
  protected String advice(String text) {
    String bare = text.replaceAll("[\\s:]", "").toUpperCase(Locale.ROOT);
    return accepts(bare) ? "write " + bare : super.advice(text);
  }
}
