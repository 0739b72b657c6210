package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** One file of an archive. */
public final class MemberFormat extends FormatRule {
  public static final MemberFormat RULE = new MemberFormat();

  private MemberFormat() {
    super(
        "bad-member",
        "a path inside an archive",
        "linux-amd64/helm",
        "(?!\\.{1,2}(/|$))[^/:\\x00-\\x1f\\\\]+(/(?!\\.{1,2}(/|$))[^/\\x00-\\x1f\\\\]+)" + "*",
        "The file to take out of an archive is named by its path there, as tar lists "
            + "it, without .. and without a slash in front.");
  }
}
