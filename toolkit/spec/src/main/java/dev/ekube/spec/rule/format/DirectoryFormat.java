package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** Where the manager writes the share. */
public final class DirectoryFormat extends FormatRule {
  public static final DirectoryFormat RULE = new DirectoryFormat();

  private DirectoryFormat() {
    super(
        "bad-directory",
        "an absolute path",
        "/share",
        "(/(?!\\.{1,2}(/|$))[A-Za-z0-9_.-]+)+",
        "The share's path is absolute, ends without a slash and holds letters, digits, "
            + "dots, hyphens and underscores only.");
  }
}
