package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the certificates of a control node say, in kubeadm's layout (kubeadm 1.32
 * phases/certs/certlist.go, util/pkiutil/pki_helpers.go and phases/kubeconfig): the agent asks for
 * exactly these and the manager grants no others.
 */
final class CertificateNames {
  private static final List<String> SERVER = List.of("server auth");
  private static final List<String> CLIENT = List.of("client auth");
  private static final List<String> BOTH = List.of("server auth", "client auth");
  private static final String ADMINS = "kubeadm:cluster-admins";

  /** Names and addresses of one certificate, without repetition. */
  record Names(List<String> names, List<String> addresses) {
    static final Names NONE = new Names(List.of(), List.of());

    static Names of(Stream<String> all) {
      List<String> distinct = List.copyOf(new LinkedHashSet<>(all.toList()));
      return new Names(
          distinct.stream().filter(n -> !isAddress(n)).toList(),
          distinct.stream().filter(Names::isAddress).toList());
    }

    private static boolean isAddress(String name) {
      return Ipv4.isValid(name) || name.indexOf(':') >= 0;
    }

    Map<String, Object> model() {
      return Map.of("names", names, "addresses", addresses);
    }
  }

  private CertificateNames() {}

  /** Every control node by name, with the list of its certificates. */
  static List<Map<String, Object>> model(Cluster cluster) {
    return cluster.controlNodes().stream()
        .map(
            node ->
                Map.<String, Object>of(
                    "node", node.name().value(), "certificates", certificates(cluster, node)))
        .toList();
  }

  /** The API server's names: the same on all control nodes, so that any may answer for any. */
  static Map<String, Object> apiServer(Cluster cluster) {
    String domain = cluster.network().dnsDomain();
    Stream<String> fixed =
        Stream.of(
            "kubernetes",
            "kubernetes.default",
            "kubernetes.default.svc",
            "kubernetes.default.svc." + domain,
            "localhost",
            "127.0.0.1",
            cluster.network().apiService().toString());
    Stream<String> endpoint =
        Stream.of(cluster.endpoint().name(), cluster.endpoint().vip().toString());
    Stream<String> manager =
        Stream.of(cluster.manager().name(), cluster.manager().address().toString());
    Stream<String> nodes =
        cluster.controlNodes().stream()
            .flatMap(node -> Stream.of(node.name().value(), node.address().toString()));
    return Names.of(
            Stream.of(fixed, endpoint, manager, nodes, cluster.endpoint().certSans().stream())
                .flatMap(all -> all))
        .model();
  }

  private static List<Map<String, Object>> certificates(Cluster cluster, Node node) {
    String name = node.name().value();
    Map<String, Object> api = apiServer(cluster);
    Map<String, Object> none = Names.NONE.model();
    Map<String, Object> etcd =
        Names.of(Stream.of(name, "localhost", node.address().toString(), "127.0.0.1", "::1"))
            .model();
    Map<String, Object> kubelet = Names.of(Stream.of(name, node.address().toString())).model();
    return List.of(
        one("pki/apiserver.crt", "ca", "kube-apiserver", Set.of(), SERVER, api),
        one(
            "pki/apiserver-kubelet-client.crt",
            "ca",
            "kube-apiserver-kubelet-client",
            Set.of(ADMINS),
            CLIENT,
            none),
        one(
            "pki/front-proxy-client.crt",
            "front-proxy-ca",
            "front-proxy-client",
            Set.of(),
            CLIENT,
            none),
        one("pki/etcd/server.crt", "etcd/ca", name, Set.of(), BOTH, etcd),
        one("pki/etcd/peer.crt", "etcd/ca", name, Set.of(), BOTH, etcd),
        one(
            "pki/etcd/healthcheck-client.crt",
            "etcd/ca",
            "kube-etcd-healthcheck-client",
            Set.of(),
            CLIENT,
            none),
        one(
            "pki/apiserver-etcd-client.crt",
            "etcd/ca",
            "kube-apiserver-etcd-client",
            Set.of(),
            CLIENT,
            none),
        one("admin.conf", "ca", "kubernetes-admin", Set.of(ADMINS), CLIENT, none),
        one(
            "controller-manager.conf",
            "ca",
            "system:kube-controller-manager",
            Set.of(),
            CLIENT,
            none),
        one("scheduler.conf", "ca", "system:kube-scheduler", Set.of(), CLIENT, none),
        one("kubelet.conf", "ca", "system:node:" + name, Set.of("system:nodes"), CLIENT, none),
        one(
            "/var/lib/kubelet/pki/kubelet.crt",
            "ca",
            "system:node:" + name,
            Set.of("system:nodes"),
            SERVER,
            kubelet));
  }

  private static Map<String, Object> one(
      String file,
      String issuer,
      String commonName,
      Set<String> organizations,
      List<String> usages,
      Map<String, Object> names) {
    return Map.of(
        "file", file,
        "issuer", issuer,
        "commonName", commonName,
        "organizations", List.copyOf(organizations),
        "usages", usages,
        "names", names.get("names"),
        "addresses", names.get("addresses"));
  }
}
