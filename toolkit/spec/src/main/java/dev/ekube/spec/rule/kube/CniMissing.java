package dev.ekube.spec.rule.kube;

import dev.ekube.model.Network;
import dev.ekube.model.Problem;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Pods need a network. */
public final class CniMissing extends Check {
  public CniMissing() {
    super(
        "cni-missing",
        "With cni none and no manifests there is nothing that connects pods, and every "
            + "node stays NotReady until somebody applies a plug-in.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .network()
        .cni()
        .kind()
        .filter(k -> k.value() == Network.Cni.Kind.NONE && draft.manifests().isEmpty())
        .ifPresent(
            k ->
                found.add(
                    problem(
                        k.place(),
                        "without a plug-in nodes stay NotReady",
                        "name the plug-in's file under manifests, or write flannel")));
  }
}
