package dev.ekube.render;

import static dev.ekube.render.OutputFile.Place.CONTROL_NODES;
import static dev.ekube.render.OutputFile.Place.EVERY_NODE;
import static dev.ekube.render.OutputFile.Place.RUNTIME;
import static dev.ekube.render.OutputFile.Place.WORKERS;
import static dev.ekube.render.OutputFile.When.ALWAYS;
import static dev.ekube.render.OutputFile.When.FLANNEL;

import dev.ekube.render.OutputFile.Place;
import dev.ekube.render.OutputFile.When;
import java.util.List;
import java.util.Map;

/**
 * The table of contents: every file that reaches a node through Warewulf, by overlay. Vendor files
 * stand in usr/, so that a site may override them in etc/; nothing stands in bin/, sbin/ or lib/,
 * which are links on a merged-usr system and would be replaced. No file holds a secret: anyone who
 * names a node's MAC address may fetch its overlays.
 */
final class OverlayFiles {
  /** Every file, in the order of the overlays. */
  static final List<OutputFile> FILES =
      List.of(
          // Names. In the system list too: host-network pods copy /etc/hosts once, when they start,
          // and a control plane that started before the runtime overlay came would never learn it.
          file(EVERY_NODE, "etc/hosts.ww", "hosts.ww"),
          file(RUNTIME, "etc/hosts.ww", "hosts.ww"),
          // The operating system below Kubernetes.
          file(EVERY_NODE, "etc/chrony.conf", "chrony.conf"),
          file(EVERY_NODE, "etc/modules-load.d/ekube.conf", "modules-load.conf"),
          file(EVERY_NODE, "etc/sysctl.d/90-ekube.conf", "sysctl.conf"),
          file(CONTROL_NODES, "etc/sysctl.d/91-ekube-control.conf", "sysctl-control.conf"),
          file(EVERY_NODE, "etc/selinux/config", "selinux.conf"),
          file(EVERY_NODE, "etc/systemd/network/10-flannel.link", "flannel.link", FLANNEL),
          file(
              EVERY_NODE,
              "etc/NetworkManager/conf.d/90-ekube.conf",
              "networkmanager.conf",
              FLANNEL),
          file(EVERY_NODE, "usr/lib/tmpfiles.d/ekube.conf", "tmpfiles.conf"),
          file(CONTROL_NODES, "usr/lib/tmpfiles.d/ekube-control.conf", "tmpfiles-control.conf"),
          // Containers.
          file(EVERY_NODE, "etc/containerd/config.toml", "containerd.toml"),
          file(EVERY_NODE, "etc/crictl.yaml", "crictl.yaml"),
          file(EVERY_NODE, "etc/cni/net.d/10-flannel.conflist", "flannel.conflist", FLANNEL),
          new OutputFile(
              EVERY_NODE,
              "opt/cni/bin/flannel-when-ready",
              0755,
              "templates/flannel-when-ready.sh",
              FLANNEL),
          // The kubelet, in kubeadm's layout.
          file(EVERY_NODE, "usr/lib/systemd/system/kubelet.service", "kubelet.service"),
          file(
              EVERY_NODE,
              "usr/lib/systemd/system/kubelet.service.d/10-kubeadm.conf",
              "kubelet-kubeadm.conf"),
          file(EVERY_NODE, "var/lib/kubelet/kubeadm-flags.env.ww", "kubeadm-flags.env.ww"),
          file(CONTROL_NODES, "var/lib/kubelet/config.yaml", "kubelet-config.yaml"),
          file(WORKERS, "var/lib/kubelet/config.yaml", "kubelet-config.yaml"),
          file(EVERY_NODE, "etc/ekube/resolv.conf", "resolv.conf"),
          // The way to the API.
          file(CONTROL_NODES, "etc/haproxy/haproxy.cfg", "haproxy.cfg"),
          file(WORKERS, "etc/haproxy/haproxy.cfg", "haproxy.cfg"),
          file(
              EVERY_NODE,
              "usr/lib/systemd/system/haproxy.service.d/10-ekube.conf",
              "haproxy-service.conf"),
          file(CONTROL_NODES, "etc/keepalived/keepalived.conf.ww", "keepalived.conf.ww"),
          script(CONTROL_NODES, "usr/libexec/keepalived/check-haproxy", "check-haproxy.sh"),
          file(
              CONTROL_NODES,
              "usr/lib/systemd/system/keepalived.service.d/10-ekube.conf",
              "keepalived-service.conf"),
          // ekube's agent.
          file(EVERY_NODE, "usr/lib/systemd/system/ekube-agent.service", "ekube-agent.service"),
          file(EVERY_NODE, "etc/ekube/agent.json", "agent.json"),
          file(EVERY_NODE, "etc/ekube/node.json.ww", "node.json.ww"),
          // The control plane.
          file(
              CONTROL_NODES,
              "etc/ekube/kubeadm/cluster-configuration.yaml",
              "cluster-configuration.yaml"),
          file(CONTROL_NODES, "etc/ekube/certificate-names.json", "certificate-names.json"),
          manifest("10-kube-proxy.yaml", "kube-proxy.yaml", ALWAYS),
          manifest("20-flannel.yaml", "flannel.yaml", FLANNEL),
          manifest("30-coredns.yaml", "coredns.yaml", ALWAYS));

  /** Symbolic links on every node: path to target. Only the agent starts by itself. */
  static final Map<String, String> LINKS =
      Map.of(
          "etc/systemd/system/multi-user.target.wants/ekube-agent.service",
          "/usr/lib/systemd/system/ekube-agent.service");

  private OverlayFiles() {}

  private static OutputFile file(Place place, String path, String template) {
    return file(place, path, template, ALWAYS);
  }

  private static OutputFile file(Place place, String path, String template, When when) {
    return new OutputFile(place, path, 0644, "templates/" + template, when);
  }

  private static OutputFile script(Place place, String path, String template) {
    return new OutputFile(place, path, 0755, "templates/" + template, ALWAYS);
  }

  /** Applied in order of names once the API answers; from 50 on is the site's own. */
  private static OutputFile manifest(String name, String source, When when) {
    return new OutputFile(
        CONTROL_NODES, "etc/ekube/manifests/" + name, 0644, "manifests/" + source, when);
  }
}
