package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.util.ArrayList;
import java.util.List;

/** Warewulf is there, answers, and is of a version that ekube knows. */
final class VersionCheck implements HostCheck {
  @Override
  public String id() {
    return "warewulf-version";
  }

  @Override
  public List<Finding> look(Site site, Host host) {
    List<Finding> findings = new ArrayList<>();
    site.refusal().ifPresent(why -> findings.add(fail("wwctl", why.getMessage(), why.hint())));
    site.warewulf().ifPresent(warewulf -> findings.addAll(known(warewulf)));
    return findings;
  }

  private List<Finding> known(WarewulfInstall warewulf) {
    if (warewulf.warnings().isEmpty()) {
      String version = warewulf.version().isEmpty() ? "of no stated version" : warewulf.version();
      return List.of(
          ok("wwctl", "Warewulf %s, treated as %s", version, warewulf.generation().word()));
    }
    return warewulf.warnings().stream()
        .map(text -> warn("wwctl", text, "ekube plan    # read it with care before ekube apply"))
        .toList();
  }
}
