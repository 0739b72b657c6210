package dev.ekube.spec.rule.format;

import dev.ekube.model.NodeName;
import dev.ekube.spec.rule.FormatRule;
import java.util.Locale;

/** One DNS label. */
public final class NodeNameFormat extends FormatRule {
  public static final NodeNameFormat RULE = new NodeNameFormat();

  private NodeNameFormat() {
    super(
        "bad-node-name",
        "a node name",
        "control0",
        "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
        "A node's name is one DNS label: at most 63 lower-case letters, digits and "
            + "hyphens, no dot, no underscore, no hyphen at an end. It is at once the "
            + "Warewulf node, the host name, the Kubernetes node and the etcd member.");
  }

  @Override
  public boolean accepts(String text) {
    return NodeName.isValid(text);
  }

  @Override
  protected String advice(String text) {
    if (text.indexOf('[') >= 0) {
      return "several nodes at once are written with 'range' in place of 'name'";
    }
    String lower = text.toLowerCase(Locale.ROOT).replace('_', '-');
    int dot = lower.indexOf('.');
    String label = dot > 0 ? lower.substring(0, dot) : lower;
    return NodeName.isValid(label) ? "write " + label : super.advice(text);
  }
}
