package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.util.List;

/**
 * ekube builds overlays itself. warewulfd's own building on request is harmless on later versions;
 * on 4.5 two nodes that ask at once can be given each other's files (warewulf#1604).
 */
final class AutobuildCheck extends WarewulfCheck {
  AutobuildCheck() {
    super("autobuild");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    if (!warewulf.autobuild()) {
      return List.of(
          ok("autobuild", "off; after changes by hand run wwctl overlay build, as ekube does"));
    }
    if (!is(warewulf, "4.5")) {
      return List.of(ok("autobuild", "on; it does not notice changed overlays, ekube does"));
    }
    String file = warewulf.configuration().toString();
    return List.of(
        warn(
            "autobuild",
            "on; Warewulf 4.5 can mix up the files of nodes that boot at the same moment",
            "sed -i 's/autobuild overlays: true/autobuild overlays: false/' "
                + file
                + " && systemctl restart warewulfd"));
  }
}
