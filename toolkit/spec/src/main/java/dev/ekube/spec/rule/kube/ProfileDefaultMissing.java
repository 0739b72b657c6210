package dev.ekube.spec.rule.kube;

import dev.ekube.model.Problem;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftRole;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.List;

/** The default profile brings the overlays. */
public final class ProfileDefaultMissing extends Check {
  public ProfileDefaultMissing() {
    super(
        "profile-default-missing",
        "Warewulf's own overlays and the boot settings come from the default profile. A "
            + "role whose profiles do not include it must get them from elsewhere.");
  }

  @Override
  public Problem.Severity severity() {
    return Problem.Severity.WARNING;
  }

  @Override
  public void check(Draft draft, Found found) {
    for (DraftRole role : draft.roles().values()) {
      List<Placed<String>> profiles = role.profiles();
      boolean there = profiles.stream().anyMatch(p -> p.value().equals("default"));
      if (!there && !profiles.isEmpty()) {
        found.add(
            problem(
                profiles.getFirst().place(),
                "the profiles of a role do not include default",
                "write [default, " + profiles.getFirst().value() + "]"));
      }
    }
  }
}
