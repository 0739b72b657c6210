package dev.ekube.spec.rule.kube;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Three minors of Kubernetes are supported. */
public final class UnsupportedVersion extends Check {
  public UnsupportedVersion() {
    super(
        "unsupported-version",
        "Kubernetes 1.31, 1.32 and 1.33 are supported: for these the files that ekube "
            + "writes have been held against kubeadm's.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .version()
        .filter(v -> v.value().major() != 1 || v.value().minor() < 31 || v.value().minor() > 33)
        .ifPresent(
            v ->
                found.add(
                    problem(
                        v.place(),
                        "Kubernetes " + v.value() + " is not supported",
                        "write a release of v1.31, v1.32 or v1.33, such as v1.32.1")));
  }
}
