package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** One line of text. */
public final class TagValueFormat extends FormatRule {
  public static final TagValueFormat RULE = new TagValueFormat();

  private TagValueFormat() {
    super(
        "bad-tag-value",
        "the value of a Warewulf tag",
        "rack 7",
        "[^\\x00-\\x1f\\x7f]{0,256}",
        "The value of a tag is one line of at most 256 characters.");
  }
}
