package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.model.Cluster;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files that may hold secrets are not open to every user of the manager: nodes.conf (IPMI
 * passwords), the built overlay images, and ekube's own overlays.
 */
final class ModesCheck extends WarewulfCheck {
  private static final int OTHERS = 0007;

  ModesCheck() {
    super("open-files");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    List<Finding> findings = new ArrayList<>();
    judge(findings, host, warewulf.nodesConf(), "may hold IPMI passwords", "0640");
    judge(findings, host, warewulf.builtOverlays(), "holds what nodes are given", "0750");
    site.cluster()
        .map(cluster -> overlays(cluster, warewulf))
        .orElse(List.of())
        .forEach(path -> judge(findings, host, path, "is ekube's overlay", "0700"));
    if (findings.isEmpty()) {
      findings.add(skipped("files", "none of them is there yet"));
    }
    return findings;
  }

  private static List<Path> overlays(Cluster cluster, WarewulfInstall warewulf) {
    return Stream.concat(
            Stream.of(OverlayName.common(cluster.name()), OverlayName.hosts(cluster.name())),
            Stream.of(Role.values()).map(role -> OverlayName.of(cluster.name(), role)))
        .sorted()
        .map(name -> warewulf.overlayDirectory().resolve(name.value()))
        .toList();
  }

  private void judge(List<Finding> findings, Host host, Path path, String what, String mode) {
    host.look(path)
        .ifPresent(
            entry ->
                findings.add(
                    (entry.mode() & OTHERS) == 0
                        ? ok(path.toString(), "closed to other users (%04o)", entry.mode())
                        : warn(
                            path.toString(),
                            "%s and is open to every user (%04o)".formatted(what, entry.mode()),
                            "chmod " + mode + " " + path)));
  }
}
