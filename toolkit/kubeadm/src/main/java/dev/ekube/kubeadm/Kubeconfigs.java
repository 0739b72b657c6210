package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.util.List;
import java.util.Map;

/** Kubeconfigs in kubeadm's layout (util/kubeconfig/kubeconfig.go). */
final class Kubeconfigs {
  private static final Templates TEMPLATES = new Templates(List.of(Kubeconfigs.class));

  private Kubeconfigs() {}

  /** With certificate and key in the file itself, for a leaf of its own. */
  static String embedded(Cluster cluster, Leaf leaf, String server) {
    return TEMPLATES.text(
        "templates/kubeconfig.yaml",
        Map.of(
            "cluster", cluster.name().value(),
            "user", leaf.commonName(),
            "server", server,
            "ca", Token.authority(Authority.CLUSTER).toString(),
            "file", "",
            "certificate", Token.certificate(leaf.name()).toString(),
            "key", Token.key(leaf.name()).toString()));
  }

  /** With the file named in which certificate and key stand, so that a renewal is seen. */
  static String referring(Cluster cluster, Leaf leaf, String server, String file) {
    return TEMPLATES.text(
        "templates/kubeconfig.yaml",
        Map.of(
            "cluster", cluster.name().value(),
            "user", leaf.commonName(),
            "server", server,
            "ca", Token.authority(Authority.CLUSTER).toString(),
            "file", file));
  }

  /** The way to the API for people: the virtual address. */
  static String endpoint(Cluster cluster) {
    return "https://" + cluster.endpoint().name() + ":" + cluster.endpoint().port();
  }

  /**
   * The way to the API for what runs on a node: a control node's own API server, so that neither
   * VIP nor HAProxy is needed to form a cluster; a worker's own HAProxy.
   */
  static String local(Node node) {
    return node.role() == Role.CONTROL
        ? "https://" + node.address() + ":" + Ports.API
        : "https://127.0.0.1:" + Ports.LOCAL_API;
  }
}
