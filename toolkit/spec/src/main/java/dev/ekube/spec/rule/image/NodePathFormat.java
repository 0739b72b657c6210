package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** Where something lies on nodes. */
public final class NodePathFormat extends FormatRule {
  public static final NodePathFormat RULE = new NodePathFormat();

  private NodePathFormat() {
    super(
        "bad-node-path",
        "an absolute path in the image",
        "/etc/site.conf",
        "(/(?!\\.{1,2}(/|$))[^/\\x00-\\x20\\\\]+)+",
        "What goes into an image has an absolute path without .., without blanks, and "
            + "not with a slash at its end.");
  }
}
