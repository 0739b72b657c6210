package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.nio.file.Path;
import java.util.List;

/**
 * Warewulf 4.6's single-stage init copies the root file system with {@code --exclude --exclude
 * ./newroot}, so the copy holds itself and takes about twice the memory.
 */
final class TmpfsCheck extends WarewulfCheck {
  TmpfsCheck() {
    super("tmpfs-copy");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    if (!is(warewulf, "4.6")) {
      return List.of(ok("wwinit", "Warewulf %s copies once", warewulf.generation().word()));
    }
    Path init = warewulf.distributionOverlays().resolve("wwinit/rootfs/init");
    return List.of(
        host.read(init)
            .map(text -> judge(init, text))
            .orElseGet(() -> skipped(init.toString(), "it cannot be read")));
  }

  private Finding judge(Path init, String text) {
    if (!text.contains("--exclude --exclude")) {
      return ok(init.toString(), "copies the root file system once");
    }
    return warn(
        init.toString(),
        "copies the root file system into memory about twice when a node boots in one stage",
        "sed -i 's/--exclude --exclude/--exclude/' "
            + init
            + "    # or boot in two stages with dracut");
  }
}
