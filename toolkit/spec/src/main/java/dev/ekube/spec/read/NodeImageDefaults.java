package dev.ekube.spec.read;

import dev.ekube.model.Architecture;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.node.NodeBinary;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.model.node.PackageRepository;
import dev.ekube.model.node.PackageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The packages, repositories and programs of the original's two images, for a version of
 * Kubernetes. Fingerprints are those that the makers publish: pkgs.k8s.io, Docker's documentation
 * for CentOS, and rockylinux.org/keys.
 */
final class NodeImageDefaults {
  private static final String ROCKY_KEY = "21CB256AE16FC54C6E652949702D426D350D275D";

  private static final List<String> BESIDES =
      List.of(
          "cri-tools",
          "kubernetes-cni",
          "iproute-tc",
          "conntrack-tools",
          "iptables-nft",
          "ethtool",
          "socat",
          "jq",
          "nano",
          "chrony",
          "haproxy");

  private NodeImageDefaults() {}

  static List<PackageRequest> base(KubeVersion version) {
    List<String> all = new ArrayList<>();
    // The newest release that Docker's repository had when Kubernetes 1.32.1 came out.
    all.add("containerd.io = 1.7.25");
    for (String name : List.of("kubelet", "kubeadm", "kubectl")) {
      all.add(name + " = " + version.toString().substring(1));
    }
    all.addAll(BESIDES);
    return all.stream().map(PackageRequest::parse).toList();
  }

  static List<PackageRequest> control() {
    return List.of(PackageRequest.parse("keepalived"));
  }

  static List<PackageRepository> repositories(KubeVersion version) {
    String kubernetes =
        "https://pkgs.k8s.io/core:/stable:/v" + version.major() + "." + version.minor() + "/rpm/";
    String docker = "https://download.docker.com/linux/centos/";
    String rocky = "https://dl.rockylinux.org/pub/rocky/9/";
    return List.of(
        repository(
            "kubernetes",
            kubernetes,
            kubernetes + "repodata/repomd.xml.key",
            "DE15B14486CD377B9E876E1A234654DA9A296436"),
        repository(
            "docker",
            docker + "9/$basearch/stable/",
            docker + "gpg",
            "060A61C51B558A7F742B77AAC52FEB6B621E9F35"),
        rocky("baseos", rocky + "BaseOS/$basearch/os/"),
        rocky("appstream", rocky + "AppStream/$basearch/os/"),
        rocky("extras", rocky + "extras/$basearch/os/"));
  }

  private static PackageRepository rocky(String name, String url) {
    String keys = "https://dl.rockylinux.org/pub/rocky/RPM-GPG-KEY-Rocky-9";
    return repository(name, url, keys, ROCKY_KEY);
  }

  private static PackageRepository repository(String name, String url, String key, String print) {
    return new PackageRepository(name, url, List.of(key), List.of(print), 99, List.of(), List.of());
  }

  static List<NodeBinary> binaries(Architecture on) {
    String etcd = "etcd-v3.5.18-linux-" + on;
    String github = "https://github.com/";
    return List.of(
        binary(
            "https://get.helm.sh/helm-v3.16.3-linux-" + on + ".tar.gz",
            Optional.of("linux-" + on + "/helm"),
            "helm"),
        binary(
            github + "mikefarah/yq/releases/download/v4.44.5/yq_linux_" + on,
            Optional.empty(),
            "yq"),
        binary(
            github + "etcd-io/etcd/releases/download/v3.5.18/" + etcd + ".tar.gz",
            Optional.of(etcd + "/etcdctl"),
            "etcdctl"),
        // The agent restores snapshots with it.
        binary(
            github + "etcd-io/etcd/releases/download/v3.5.18/" + etcd + ".tar.gz",
            Optional.of(etcd + "/etcdutl"),
            "etcdutl"));
  }

  private static NodeBinary binary(String url, Optional<String> member, String name) {
    return new NodeBinary(
        url,
        Optional.empty(),
        member,
        "/usr/local/bin/" + name,
        0755,
        new TreeSet<>(Set.of(NodeImageKind.values())));
  }
}
