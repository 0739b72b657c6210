package dev.ekube.spec.init;

import dev.ekube.model.Span;
import dev.ekube.spec.schema.ClusterShape;
import dev.ekube.spec.yaml.Meaning;
import dev.ekube.spec.yaml.Yaml;
import java.util.List;

/** A commented cluster.yaml. Consistent answers give a file without problems. */
public final class InitText {
  private InitText() {}

  /** The text of the file, with a line end. */
  public static String write(InitAnswers a) {
    return head(a) + endpoint(a) + network(a) + manager(a) + nodes(a.nodes()) + rest();
  }

  private static String head(InitAnswers a) {
    return """
    # One Kubernetes cluster on nodes that Warewulf boots into RAM.
    # 'ekube validate' checks this file, 'ekube plan' shows what it would change.
    # Every key is explained in docs/cluster-yaml.md.
    apiVersion: %s
    kind: %s

    metadata:
      # Part of overlay names and tags; it stays as long as the cluster lives.
      name: %s

    kubernetes:
      version: %s

    """
        .formatted(
            ClusterShape.API_VERSION, ClusterShape.KIND, text(a.name().value()), a.version());
  }

  private static String endpoint(InitAnswers a) {
    return """
    # Where clients reach the API: name:port at the virtual address, which moves
    # between the control nodes and belongs to no machine.
    endpoint:
      vip: %s
      name: %s
      port: 8443
      # Further names and addresses for the API server's certificate.
      certSANs: []

    """
        .formatted(a.vip(), text(a.endpointName()));
  }

  private static String network(InitAnswers a) {
    String gateway = a.gateway().map(g -> "gateway: " + g).orElse("# gateway: ADDRESS");
    String dhcp = a.dhcpRange().map(r -> "dhcpRange: " + r).orElse("# dhcpRange: FIRST-LAST");
    return """
    network:
      # The network that nodes boot from and talk over.
      provisioning:
        cidr: %s
        interface: %s
        %s
        dns: [%s]
        # What Warewulf's DHCP server hands out (warewulf.conf); no address of
        # this file may lie in it.
        %s
      # Each node takes a /24 of the pod network.
      pods: %s
      services: %s
      cni: {name: flannel, version: v0.26.4}

    """
        .formatted(
            a.provisioning(),
            text(a.interfaceName()),
            gateway,
            String.join(", ", a.dns().stream().map(Object::toString).toList()),
            dhcp,
            a.pods(),
            a.services());
  }

  private static String manager(InitAnswers a) {
    return """
    # The Warewulf manager, on which ekube runs.
    manager:
      address: %s
      name: %s

    """
        .formatted(a.managerAddress(), text(a.managerName()));
  }

  private static String nodes(List<InitNode> nodes) {
    StringBuilder out = new StringBuilder();
    out.append("# An odd number of control nodes; three survive the loss of one.\n");
    out.append("nodes:\n");
    for (InitNode node : nodes) {
      if (!node.note().isEmpty()) {
        out.append("  # ").append(node.note()).append('\n');
      }
      out.append(node(node));
    }
    return out.append('\n').toString();
  }

  private static String node(InitNode n) {
    String mac =
        n.mac().equals(InitNode.FROM_WAREWULF) ? "{from: warewulf}" : "\"" + n.mac() + "\"";
    return "  - {%s: %s, role: %s, %s: %s, %s: %s}\n"
        .formatted(
            n.isRange() ? "range" : "name",
            text(n.name()),
            n.role().word(),
            n.isRange() ? "macs" : "mac",
            mac,
            n.isRange() ? "firstAddress" : "address",
            n.address());
  }

  private static String rest() {
    return """
    # existing: the node images k8s-control-ww and k8s-base-ww are in Warewulf
    # already. layers: ekube builds them.
    images:
      builder: existing

    # Files of Kubernetes objects beside this one, applied once the API answers.
    manifests: []

    # When every control node has lost its data: the newest snapshot, or a new
    # cluster when there is none.
    recovery:
      totalLoss: restore
      snapshots: {every: 30s, keep: 20}
    """;
  }

  /** Quotes whatever YAML might take for something other than a word. */
  private static String text(String text) {
    Yaml.Scalar plain = new Yaml.Scalar(Span.whole(""), text, true);
    boolean word =
        !Meaning.isNull(plain)
            && !Meaning.isFlag(plain)
            && text.chars()
                .allMatch(c -> c < 0x7F && (Character.isLetterOrDigit(c) || c == '-' || c == '.'))
            && Character.isLetter(text.charAt(0));
    return word ? text : "\"" + text + "\"";
  }
}
