package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** A package, perhaps with its version. */
public final class PackageRequestFormat extends FormatRule {
  public static final PackageRequestFormat RULE = new PackageRequestFormat();

  private PackageRequestFormat() {
    super(
        "bad-package-request",
        "a package",
        "kubelet = 1.32.1",
        "([A-Za-z0-9][A-Za-z0-9+._-]*|/[A-Za-z0-9+._/-]+)( (=|<|<=|>|>=) "
            + "([0-9]+:)?[A-Za-z0-9._+~^]+(-[A-Za-z0-9._+~^]+)?)?",
        "A package is asked for by its name, or by a path that it provides, and "
            + "perhaps by an operator and a version with blanks around the operator, as RPM "
            + "writes dependencies: [epoch:]version[-release].");
  }

  @Override
  protected String advice(String text) {
    String spaced = text.replaceAll("\\s*([<>]=|[<>=])\\s*", " $1 ").strip();
    return accepts(spaced) ? "write " + spaced : super.advice(text);
  }
}
