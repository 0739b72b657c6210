package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** How a user of an image is called. */
public final class NodeUserFormat extends FormatRule {
  public static final NodeUserFormat RULE = new NodeUserFormat();

  private NodeUserFormat() {
    super(
        "bad-user-name",
        "a user name",
        "chrony",
        "[a-z_][a-z0-9_-]{0,30}",
        "Users are named by lower-case letters, digits, hyphens and underscores, not "
            + "with a digit in front, and have at most 31 letters.");
  }
}
