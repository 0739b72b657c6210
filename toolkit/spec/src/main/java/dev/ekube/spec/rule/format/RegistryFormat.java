package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** The registry part of an image reference. */
public final class RegistryFormat extends FormatRule {
  public static final RegistryFormat RULE = new RegistryFormat();

  private RegistryFormat() {
    super(
        "bad-registry",
        "a registry",
        "registry.k8s.io",
        "[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?",
        "A registry is named as image references name it: the host, and the port where there "
            + "is one, without https:// and without a path.");
  }

  @Override
  protected String advice(String text) {
    int scheme = text.indexOf("://");
    if (scheme > 0) {
      String host = text.substring(scheme + 3).replaceFirst("/.*$", "");
      if (accepts(host)) {
        return "write " + host;
      }
    }
    return super.advice(text);
  }
}
