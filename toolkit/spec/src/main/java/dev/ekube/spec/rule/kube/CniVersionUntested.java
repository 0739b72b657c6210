package dev.ekube.spec.rule.kube;

import dev.ekube.model.Network;
import dev.ekube.model.Problem;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** The manifest is written for one release. */
public final class CniVersionUntested extends Check {
  public CniVersionUntested() {
    super(
        "cni-version-untested",
        "The manifest of flannel that ekube applies is written for v0.26.4. Another "
            + "release of 0.26 will most likely do; the image of that name must exist.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    boolean flannel =
        draft.network().cni().kind().map(k -> k.value() == Network.Cni.Kind.FLANNEL).orElse(false);
    draft
        .network()
        .cni()
        .version()
        .filter(v -> flannel && !v.value().equals("v0.26.4"))
        .ifPresent(
            v ->
                found.add(
                    problem(
                        v.place(),
                        "flannel " + v.value() + " has not been tried with ekube's manifest",
                        "write v0.26.4, or try it out first")));
  }
}
