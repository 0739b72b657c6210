package dev.ekube.spec.rule.format;

import dev.ekube.model.ClusterName;
import dev.ekube.spec.rule.FormatRule;

/** One DNS label of at most 40 characters. */
public final class ClusterNameFormat extends FormatRule {
  public static final ClusterNameFormat RULE = new ClusterNameFormat();

  private ClusterNameFormat() {
    super(
        "bad-cluster-name",
        "a cluster name",
        "demo",
        "[a-z]([-a-z0-9]{0,38}[a-z0-9])?",
        "A cluster's name is at most 40 lower-case letters, digits and hyphens, begins "
            + "with a letter and does not end in a hyphen. It becomes part of overlay names, "
            + "tags and etcd's token.");
  }

  @Override
  public boolean accepts(String text) {
    return ClusterName.isValid(text);
  }
}
