package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** How a yum repository is called. */
public final class RepositoryNameFormat extends FormatRule {
  public static final RepositoryNameFormat RULE = new RepositoryNameFormat();

  private RepositoryNameFormat() {
    super(
        "bad-repository-name",
        "a repository name",
        "kubernetes",
        "[A-Za-z0-9][A-Za-z0-9._:-]{0,63}",
        "A repository has a short name of letters, digits, dots, hyphens, underscores "
            + "and colons; the lock file and messages use it.");
  }
}
