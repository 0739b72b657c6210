package dev.ekube.render;

import dev.ekube.kubeadm.CertificateFiles;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the certificates of control nodes say, as a file for people to read: the agent asks for
 * these and the manager grants no others.
 */
final class CertificateNames {
  /** The same on every control node, in the order of the file. */
  private static final List<String> SHARED =
      List.of(
          Leaves.API_SERVER,
          Leaves.API_SERVER_KUBELET_CLIENT,
          Leaves.API_SERVER_ETCD_CLIENT,
          Leaves.FRONT_PROXY_CLIENT,
          Leaves.ETCD_HEALTHCHECK_CLIENT,
          Leaves.ADMIN,
          Leaves.CONTROLLER_MANAGER,
          Leaves.SCHEDULER);

  private static final List<String> OWN =
      List.of(Leaves.ETCD_SERVER, Leaves.ETCD_PEER, Leaves.KUBELET, Leaves.KUBELET_SERVING);

  private CertificateNames() {}

  /** For templates: what all control nodes share, and what each has for itself. */
  static Map<String, Object> model(Cluster cluster) {
    return Map.of(
        "shared", models(cluster, cluster.controlNodes().getFirst(), SHARED),
        "byNode",
            cluster.controlNodes().stream()
                .map(
                    node ->
                        Map.of(
                            "node", node.name().value(),
                            "certificates", models(cluster, node, OWN)))
                .toList());
  }

  private static List<Map<String, Object>> models(Cluster cluster, Node node, List<String> names) {
    List<Leaf> leaves = Leaves.of(cluster, node);
    return names.stream()
        .map(name -> leaves.stream().filter(leaf -> leaf.name().equals(name)).findFirst())
        .map(leaf -> model(leaf.orElseThrow()))
        .toList();
  }

  private static Map<String, Object> model(Leaf leaf) {
    return Map.of(
        "file", CertificateFiles.shownIn(leaf.name()),
        "issuer", CertificateFiles.certificateOf(leaf.authority()),
        "commonName", leaf.commonName(),
        "organizations", leaf.organizations(),
        "usages", usages(leaf.usages()),
        "names", leaf.dnsNames(),
        "addresses", leaf.addresses());
  }

  private static List<String> usages(Set<Leaf.Usage> usages) {
    return usages.stream()
        .map(
            usage ->
                switch (usage) {
                  case SERVER -> "server auth";
                  case CLIENT -> "client auth";
                })
        .toList();
  }
}
