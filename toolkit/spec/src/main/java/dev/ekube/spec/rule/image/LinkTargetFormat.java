package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** What a link points to. */
public final class LinkTargetFormat extends FormatRule {
  public static final LinkTargetFormat RULE = new LinkTargetFormat();

  private LinkTargetFormat() {
    super(
        "bad-link-target",
        "the target of a link",
        "../lib/site/tool",
        "[^\\x00-\\x1f]{1,1000}",
        "A symbolic link points to a path, absolute or relative to its own directory.");
  }
}
