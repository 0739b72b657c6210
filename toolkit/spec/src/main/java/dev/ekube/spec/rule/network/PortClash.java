package dev.ekube.spec.rule.network;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Map;

/** Control nodes need some ports themselves. */
public final class PortClash extends Check {
  public PortClash() {
    super(
        "port-clash",
        "The endpoint's port and ekube serve's port are not among those that "
            + "Kubernetes, etcd, HAProxy, SSH or Warewulf use, nor among node ports "
            + "(30000-32767).");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft.endpoint().port().ifPresent(p -> checkOne("the endpoint's port", p, found));
    draft.manager().port().ifPresent(p -> checkOne("the manager's port", p, found));
  }

  private void checkOne(String what, Placed<Integer> port, Found found) {
    String user = USERS.get(port.value());
    if (port.value() >= 30_000 && port.value() <= 32_767) {
      user = "node ports";
    }
    boolean own = what.startsWith("the manager") && port.value() == 8442;
    if (user != null && !own) {
      found.add(
          problem(
              port.place(),
              what + " " + port.value() + " is used by " + user,
              "write " + (what.startsWith("the manager") ? "8442" : "8443") + " or another"));
    }
  }

  private static final Map<Integer, String> USERS =
      Map.ofEntries(
          Map.entry(22, "SSH"),
          Map.entry(2379, "etcd"),
          Map.entry(2380, "etcd"),
          Map.entry(2381, "etcd"),
          Map.entry(6443, "the API server"),
          Map.entry(6444, "HAProxy on every node"),
          Map.entry(8442, "ekube serve"),
          Map.entry(9873, "Warewulf"),
          Map.entry(9874, "Warewulf"),
          Map.entry(10248, "the kubelet"),
          Map.entry(10249, "kube-proxy"),
          Map.entry(10250, "the kubelet"),
          Map.entry(10256, "kube-proxy"),
          Map.entry(10257, "the controller manager"),
          Map.entry(10259, "the scheduler"));
}
