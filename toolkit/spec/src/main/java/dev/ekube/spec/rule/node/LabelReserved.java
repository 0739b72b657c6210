package dev.ekube.spec.rule.node;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Set;

/** A kubelet may not set every label. */
public final class LabelReserved extends Check {
  public LabelReserved() {
    super(
        "label-reserved",
        "Labels of kubernetes.io and k8s.io are Kubernetes' own. A kubelet may set a "
            + "few of them on its own node (region, zone, instance type, and anything under "
            + "kubelet.kubernetes.io and node.kubernetes.io) and stops with an error at the "
            + "others, node-role.kubernetes.io among them. kubernetes.io/hostname, os and "
            + "arch it sets itself.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft.roles().values().forEach(role -> role.labels().forEach((k, v) -> one(k, v, found)));
    for (DraftNode node : draft.nodes()) {
      node.labels().forEach((k, v) -> one(k, v, found));
    }
  }

  private void one(String key, Placed<String> value, Found found) {
    int slash = key.indexOf('/');
    String domain = slash < 0 ? "" : key.substring(0, slash);
    if (isOf(domain, "kubernetes.io") || isOf(domain, "k8s.io")) {
      boolean free =
          ALLOWED.contains(key)
              || isOf(domain, "kubelet.kubernetes.io")
              || isOf(domain, "node.kubernetes.io");
      if (!free) {
        found.add(
            problem(
                value.place(),
                "a kubelet may not set the label " + key + " itself",
                domain.equals("node-role.kubernetes.io")
                    ? "use a label of the site's own; 'kubectl label node' sets this one later"
                    : "use a label of the site's own, such as example.org/"
                        + key.substring(slash + 1)));
      }
    }
  }

  private static boolean isOf(String domain, String parent) {
    return domain.equals(parent) || domain.endsWith("." + parent);
  }

  /** Those that the kubelet's own check lets through (staging/src/k8s.io/kubelet/pkg/apis). */
  private static final Set<String> ALLOWED =
      Set.of(
          "topology.kubernetes.io/zone",
          "topology.kubernetes.io/region",
          "failure-domain.beta.kubernetes.io/zone",
          "failure-domain.beta.kubernetes.io/region",
          "beta.kubernetes.io/instance-type");
}
