package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** What Warewulf leaves out. */
public final class UnpackedGlobFormat extends FormatRule {
  public static final UnpackedGlobFormat RULE = new UnpackedGlobFormat();

  private UnpackedGlobFormat() {
    super(
        "bad-exclude",
        "a pattern of paths",
        "usr/share/doc/*",
        "/?[^/\\x00-\\x20\\\\]+(/[^/\\x00-\\x20\\\\]+)*/?",
        "What nodes need not load is named by a path below the root of the image, in "
            + "which * stands for any letters but the slash, as Warewulf matches it.");
  }
}
