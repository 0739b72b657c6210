package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import dev.ekube.model.Ipv4;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * The API server's names, DNS names and addresses mixed: the same on all control nodes, so that any
 * may answer for any. kubeadm's own set (util/pkiutil/pki_helpers.go, GetAPIServerAltNames) is part
 * of it.
 */
public final class ApiServerNames {
  private ApiServerNames() {}

  /** Every name once, kubeadm's first. */
  public static List<String> of(Cluster cluster) {
    Stream<String> fixed =
        Stream.of(
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc." + cluster.network().dnsDomain(),
            cluster.network().apiService().toString(),
            // Every node reaches the API through its own HAProxy.
            "localhost",
            "127.0.0.1",
            cluster.endpoint().name(),
            cluster.endpoint().vip().toString(),
            cluster.manager().name(),
            cluster.manager().address().toString());
    Stream<String> nodes =
        cluster.controlNodes().stream()
            .flatMap(node -> Stream.of(node.name().value(), node.address().toString()));
    return List.copyOf(
        new LinkedHashSet<>(
            Stream.of(fixed, nodes, cluster.endpoint().certSans().stream())
                .flatMap(names -> names)
                .toList()));
  }

  static boolean isAddress(String name) {
    return Ipv4.isValid(name) || name.indexOf(':') >= 0;
  }
}
