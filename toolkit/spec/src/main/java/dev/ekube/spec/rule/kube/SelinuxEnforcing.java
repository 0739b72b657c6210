package dev.ekube.spec.rule.kube;

import dev.ekube.model.Problem;
import dev.ekube.model.Security;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Images lose their labels. */
public final class SelinuxEnforcing extends Check {
  public SelinuxEnforcing() {
    super(
        "selinux-enforcing",
        "Warewulf packs images without extended attributes, so SELinux labels are lost. "
            + "With enforcing a node only comes up when its image relabels itself at boot.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .security()
        .selinux()
        .filter(s -> s.value() == Security.Selinux.ENFORCING)
        .ifPresent(
            s ->
                found.add(
                    problem(
                        s.place(),
                        "Warewulf's images carry no SELinux labels, so enforcing may keep nodes"
                            + " down",
                        "write permissive, or make sure that the image relabels itself")));
  }
}
