package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** Keys of tags. */
public final class TagKeyFormat extends FormatRule {
  public static final TagKeyFormat RULE = new TagKeyFormat();

  private TagKeyFormat() {
    super(
        "bad-tag-key",
        "the key of a Warewulf tag",
        "IPXEMenuEntry",
        "[A-Za-z0-9_][A-Za-z0-9_.-]{0,62}",
        "The key of a tag is at most 63 letters, digits, dots, hyphens and underscores.");
  }
}
