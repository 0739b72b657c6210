package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.nio.file.Path;
import java.util.List;

/**
 * Warewulf 4.5 with {@code secure: true}: iPXE asks for the runtime overlay from a high port, is
 * refused, and its stock template reboots the node, for ever (warewulf#806).
 */
final class BootLoopCheck extends WarewulfCheck {
  BootLoopCheck() {
    super("secure-boot-loop");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    if (!is(warewulf, "4.5") || !warewulf.secure()) {
      return List.of(ok("iPXE template", "not touched by it"));
    }
    Path template = warewulf.sysconfDirectory().resolve("warewulf/ipxe/default.ipxe");
    return List.of(
        host.read(template)
            .map(text -> judge(template, text))
            .orElseGet(() -> skipped(template.toString(), "it cannot be read")));
  }

  private Finding judge(Path template, String text) {
    boolean loops =
        text.lines().anyMatch(line -> line.matches(".*stage=runtime.*\\|\\|\\s*goto reboot.*"));
    if (!loops) {
      return ok(template.toString(), "does not reboot when the runtime overlay is refused");
    }
    return fail(
        template.toString(),
        "reboots nodes for ever, because secure: true refuses iPXE the runtime overlay",
        "sed -i -e '/stage=runtime/d' -e 's/ initrd=runtime//' "
            + template
            + "    # wwclient fetches it after the boot");
  }
}
