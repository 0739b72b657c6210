package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** A profile that Warewulf holds. */
public final class ProfileFormat extends FormatRule {
  public static final ProfileFormat RULE = new ProfileFormat();

  private ProfileFormat() {
    super(
        "bad-profile-name",
        "the name of a Warewulf profile",
        "default",
        "~?[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}",
        "The name of a profile in Warewulf's nodes.conf; ~NAME takes one away that "
            + "another profile brings.");
  }
}
