package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** Permissions of a file. */
public final class FileModeFormat extends FormatRule {
  public static final FileModeFormat RULE = new FileModeFormat();

  private FileModeFormat() {
    super(
        "bad-file-mode",
        "a file mode",
        "0644",
        "0?[0-7]{3,4}",
        "A mode is written in octal digits as chmod takes it: three of them, or four "
            + "with setuid, setgid and sticky bits in front.");
  }
}
