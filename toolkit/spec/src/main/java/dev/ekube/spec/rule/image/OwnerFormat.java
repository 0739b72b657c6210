package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** Whom a file belongs to. */
public final class OwnerFormat extends FormatRule {
  public static final OwnerFormat RULE = new OwnerFormat();

  private OwnerFormat() {
    super(
        "bad-owner",
        "a user or group",
        "root",
        "[a-z_][a-z0-9_-]{0,30}|[0-9]{1,9}",
        "An owner or group is a name that the image knows, or that users below "
            + "creates, or a number.");
  }
}
