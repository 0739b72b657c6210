package dev.ekube.lab.plan;

import dev.ekube.model.FileTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a container needs beyond what a machine gets. It exists in the lab alone: nothing of it is
 * in an overlay that a site boots.
 */
final class LabOverlay {
  static final String HOME = "usr/lib/ekube-lab";
  static final String BOOT = HOME + "/boot";
  private static final String CONTAINERD = "etc/containerd/config.toml";
  private static final String KUBELET =
      """
      # A container has no kernel of its own: what the kubelet cannot set there is no error.
      apiVersion: kubelet.config.k8s.io/v1beta1
      kind: KubeletConfiguration
      featureGates:
        KubeletInUserNamespace: true
      # The host's swap and its cgroups are not the node's to judge.
      failSwapOn: false
      cgroupDriver: cgroupfs
      """;

  /** Devices, consoles and clocks are the host's. */
  private static final List<String> MASKED =
      List.of(
          "chrony.service",
          "chronyd.service",
          "console-getty.service",
          "getty.target",
          "systemd-logind.service",
          "systemd-modules-load.service",
          "systemd-timesyncd.service",
          "systemd-udev-trigger.service",
          "systemd-udevd.service",
          "systemd-udevd-control.socket",
          "systemd-udevd-kernel.socket");

  private LabOverlay() {}

  /** The lab's files for a node that gets {@code node} from its overlays. */
  static FileTree over(FileTree node) {
    FileTree.Builder tree = FileTree.builder();
    tree.file(BOOT, 0755, resource("boot"));
    tree.file(
        "etc/sysconfig/kubelet",
        0644,
        "KUBELET_EXTRA_ARGS=--config-dir=/" + HOME + "/kubelet.conf.d\n");
    tree.file(HOME + "/kubelet.conf.d/50-lab.conf", 0644, KUBELET);
    Optional<String> containerd = node.text(CONTAINERD);
    containerd.ifPresent(
        text -> tree.file("etc/containerd/conf.d/90-lab.toml", 0644, containerd(text)));
    MASKED.forEach(unit -> tree.symlink("etc/systemd/system/" + unit, "/dev/null"));
    return tree.build();
  }

  /**
   * containerd takes a plug-in's section from its last file as a whole, so the section is that of
   * the node with the lab's settings in it.
   */
  private static String containerd(String text) {
    int plugin = text.indexOf("[plugins.");
    String section = plugin < 0 ? "" : text.substring(plugin);
    return "version = 2\n\n"
        + section
            .replace("SystemdCgroup = true", "SystemdCgroup = false")
            .replaceFirst(
                "(?m)^( *)sandbox_image",
                "$1restrict_oom_score_adj = true\n$1disable_apparmor = true\n$1sandbox_image");
  }

  private static String resource(String name) {
    try (InputStream in = LabOverlay.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
