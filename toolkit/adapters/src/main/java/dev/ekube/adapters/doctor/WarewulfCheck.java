package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.util.List;

/** A check of what Warewulf says of itself; skipped when Warewulf could not be asked. */
abstract class WarewulfCheck implements HostCheck {
  private final String id;

  WarewulfCheck(String id) {
    this.id = id;
  }

  @Override
  public final String id() {
    return id;
  }

  @Override
  public final List<Finding> look(Site site, Host host) {
    return site.warewulf()
        .map(warewulf -> look(warewulf, site, host))
        .orElseGet(() -> List.of(skipped("Warewulf", "Warewulf could not be asked")));
  }

  abstract List<Finding> look(WarewulfInstall warewulf, Site site, Host host);

  static boolean is(WarewulfInstall warewulf, String generation) {
    return warewulf.generation().word().equals(generation);
  }
}
