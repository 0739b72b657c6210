package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** Where a yum repository or a program is found. */
public final class RepositoryUrlFormat extends FormatRule {
  public static final RepositoryUrlFormat RULE = new RepositoryUrlFormat();

  private RepositoryUrlFormat() {
    super(
        "bad-repository-url",
        "a URL",
        "https://pkgs.k8s.io/core:/stable:/v1.32/rpm/",
        "https?://[A-Za-z0-9]([A-Za-z0-9.-]*[A-Za-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9$._~"
            + ":@%+,=&?-]*)*|file://(/[A-Za-z0-9$._~:@%+,=-]+)+/?",
        "Packages and programs are found by http://, https:// or, for what lies on "
            + "this machine, file:// and an absolute path. In the URL of a repository "
            + "$basearch stands for the architecture as RPM names it, such as x86_64.");
  }
}
