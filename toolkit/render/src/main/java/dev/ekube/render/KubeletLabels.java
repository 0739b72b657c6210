package dev.ekube.render;

import java.util.Set;

/**
 * Which labels a kubelet may give its own node. With any other label of a {@code kubernetes.io} or
 * {@code k8s.io} domain in {@code --node-labels} the kubelet refuses to start, so those (role
 * labels above all) are set by whoever has rights over nodes once the API answers. Source:
 * k8s.io/kubelet pkg/apis/well_known_labels.go of 1.32.
 */
final class KubeletLabels {
  private static final Set<String> NAMES =
      Set.of(
          "kubernetes.io/hostname",
          "kubernetes.io/os",
          "kubernetes.io/arch",
          "beta.kubernetes.io/os",
          "beta.kubernetes.io/arch",
          "beta.kubernetes.io/instance-type",
          "node.kubernetes.io/instance-type",
          "failure-domain.beta.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone",
          "topology.kubernetes.io/region",
          "topology.kubernetes.io/zone");

  private static final Set<String> DOMAINS = Set.of("kubelet.kubernetes.io", "node.kubernetes.io");

  private KubeletLabels() {}

  static boolean maySet(String key) {
    int slash = key.indexOf('/');
    String domain = slash < 0 ? "" : key.substring(0, slash);
    boolean reserved = isWithin(domain, "kubernetes.io") || isWithin(domain, "k8s.io");
    return !reserved
        || NAMES.contains(key)
        || DOMAINS.stream().anyMatch(allowed -> isWithin(domain, allowed));
  }

  private static boolean isWithin(String domain, String parent) {
    return domain.equals(parent) || domain.endsWith("." + parent);
  }
}
