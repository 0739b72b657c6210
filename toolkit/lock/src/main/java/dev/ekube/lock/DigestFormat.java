package dev.ekube.lock;

import dev.ekube.spec.rule.FormatRule;

/** How the lock file writes a digest. */
final class DigestFormat extends FormatRule {
  static final DigestFormat RULE = new DigestFormat();

  private DigestFormat() {
    super(
        "bad-digest",
        "a SHA-256 digest",
        "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
        "sha256:[0-9a-f]{64}",
        "A digest is sha256: and 64 lower-case hex digits.");
  }

  @Override
  protected String advice(String text) {
    return "restore the line from version control, or write the file anew with `ekube lock`";
  }
}
