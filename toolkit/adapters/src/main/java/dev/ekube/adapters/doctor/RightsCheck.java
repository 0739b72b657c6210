package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whoever asks may write what {@code ekube apply} writes. */
final class RightsCheck extends WarewulfCheck {
  RightsCheck() {
    super("rights");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    List<Finding> findings = new ArrayList<>();
    findings.add(
        host.self().root()
            ? ok("user", "root")
            : warn(
                "user",
                host.self().user() + " is not root; wwctl cannot give files of nodes to root",
                "sudo ekube apply"));
    // nodes.conf is replaced by a rename, so it is its directory that must be writable.
    Path sysconf = warewulf.nodesConf().toAbsolutePath().getParent();
    for (Path folder : List.of(sysconf, warewulf.overlayDirectory(), site.state())) {
      findings.add(judge(folder, host));
    }
    return findings;
  }

  /** A directory that is missing will be made, so its nearest parent counts. */
  private Finding judge(Path folder, Host host) {
    String subject = folder.toString();
    Path at = folder.toAbsolutePath();
    Optional<Host.Entry> entry = host.look(at);
    while (entry.isEmpty() && at.getParent() != null) {
      at = at.getParent();
      entry = host.look(at);
    }
    if (entry.isEmpty()) {
      return skipped(subject, "cannot be looked at");
    }
    if (!entry.get().directory()) {
      return fail(subject, at + " is no directory", "ls -ld " + at);
    }
    return entry.get().writable()
        ? ok(subject, "can be written")
        : fail(
            subject,
            "cannot be written by "
                + host.self().user()
                + "; "
                + at
                + " belongs to "
                + entry.get().owner(),
            "sudo ekube apply");
  }
}
