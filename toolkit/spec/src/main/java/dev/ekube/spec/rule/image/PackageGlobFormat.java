package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** Packages that a repository does not give. */
public final class PackageGlobFormat extends FormatRule {
  public static final PackageGlobFormat RULE = new PackageGlobFormat();

  private PackageGlobFormat() {
    super(
        "bad-package-glob",
        "a pattern of package names",
        "kubelet*",
        "[A-Za-z0-9*?\\[][A-Za-z0-9+._*?\\[\\]!-]*",
        "Packages are excluded by name; * stands for any letters, ? for one, [ab] for "
            + "one of several.");
  }
}
