package dev.ekube.spec.rule.format;

import dev.ekube.model.KubeVersion;
import dev.ekube.spec.rule.FormatRule;

/** Three numbers with a v. */
public final class VersionFormat extends FormatRule {
  public static final VersionFormat RULE = new VersionFormat();

  private VersionFormat() {
    super(
        "bad-version",
        "a version",
        "v1.32.1",
        "v[0-9]{1,4}\\.[0-9]{1,4}\\.[0-9]{1,4}",
        "A version has three numbers and a v in front: v1.32.1. Releases are pinned, so "
            + "1.32 alone is not enough.");
  }

  @Override
  public boolean accepts(String text) {
    return KubeVersion.isValid(text);
  }

  @Override
  protected String advice(String text) {
    return KubeVersion.isValid("v" + text) ? "write v" + text : super.advice(text);
  }
}
