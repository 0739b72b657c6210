package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Node;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the certificates of control nodes say, in kubeadm's layout: the agent asks for exactly these
 * and the manager grants no others. Source: kubeadm 1.32 phases/certs/certlist.go,
 * phases/kubeconfig/kubeconfig.go and util/pkiutil/pki_helpers.go.
 */
final class CertificateNames {
  private static final String CLUSTER_CA = "/etc/kubernetes/pki/ca.crt";
  private static final String FRONT_PROXY_CA = "/etc/kubernetes/pki/front-proxy-ca.crt";
  private static final String ETCD_CA = "/etc/kubernetes/pki/etcd/ca.crt";
  private static final List<String> SERVER = List.of("server auth");
  private static final List<String> CLIENT = List.of("client auth");
  private static final List<String> BOTH = List.of("server auth", "client auth");
  private static final List<String> ADMINS = List.of("kubeadm:cluster-admins");
  private static final List<String> NODES = List.of("system:nodes");
  private static final List<String> NOBODY = List.of();
  private static final List<String> NAMELESS = List.of();

  /**
   * One certificate.
   *
   * @param file a certificate, or a kubeconfig that holds it
   * @param issuer the certificate of the CA that signs it
   * @param subjectNames alternative names, DNS names and addresses mixed
   */
  record Certificate(
      String file,
      String issuer,
      String commonName,
      List<String> organizations,
      List<String> usages,
      List<String> subjectNames) {

    Map<String, Object> model() {
      return Map.of(
          "file", file,
          "issuer", issuer,
          "commonName", commonName,
          "organizations", organizations,
          "usages", usages,
          "names", subjectNames.stream().filter(name -> !isAddress(name)).toList(),
          "addresses", subjectNames.stream().filter(Certificate::isAddress).toList());
    }

    private static boolean isAddress(String name) {
      return Ipv4.isValid(name) || name.indexOf(':') >= 0;
    }
  }

  private CertificateNames() {}

  /** For templates: what all control nodes share, and what each has for itself. */
  static Map<String, Object> model(Cluster cluster) {
    return Map.of(
        "shared", models(shared(cluster)),
        "byNode",
            cluster.controlNodes().stream()
                .map(node -> Map.of("node", node.name().value(), "certificates", models(own(node))))
                .toList());
  }

  /** The API server's names: the same on all control nodes, so that any may answer for any. */
  static List<String> apiServer(Cluster cluster) {
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

  private static List<Certificate> shared(Cluster cluster) {
    String pki = "/etc/kubernetes/pki/";
    return List.of(
        new Certificate(
            pki + "apiserver.crt",
            CLUSTER_CA,
            "kube-apiserver",
            NOBODY,
            SERVER,
            apiServer(cluster)),
        client(pki + "apiserver-kubelet-client.crt", "kube-apiserver-kubelet-client", ADMINS),
        client(pki + "apiserver-etcd-client.crt", ETCD_CA, "kube-apiserver-etcd-client", NOBODY),
        client(pki + "front-proxy-client.crt", FRONT_PROXY_CA, "front-proxy-client", NOBODY),
        client(
            pki + "etcd/healthcheck-client.crt", ETCD_CA, "kube-etcd-healthcheck-client", NOBODY),
        client("/etc/kubernetes/admin.conf", "kubernetes-admin", ADMINS),
        client("/etc/kubernetes/controller-manager.conf", "system:kube-controller-manager", NOBODY),
        client("/etc/kubernetes/scheduler.conf", "system:kube-scheduler", NOBODY));
  }

  private static List<Certificate> own(Node node) {
    String name = node.name().value();
    String address = node.address().toString();
    List<String> etcd = List.of(name, "localhost", address, "127.0.0.1", "::1");
    return List.of(
        new Certificate("/etc/kubernetes/pki/etcd/server.crt", ETCD_CA, name, NOBODY, BOTH, etcd),
        new Certificate("/etc/kubernetes/pki/etcd/peer.crt", ETCD_CA, name, NOBODY, BOTH, etcd),
        client("/etc/kubernetes/kubelet.conf", "system:node:" + name, NODES),
        new Certificate(
            "/var/lib/kubelet/pki/kubelet.crt",
            CLUSTER_CA,
            "system:node:" + name,
            NODES,
            SERVER,
            List.of(name, address)));
  }

  private static Certificate client(String file, String commonName, List<String> organizations) {
    return client(file, CLUSTER_CA, commonName, organizations);
  }

  private static Certificate client(
      String file, String issuer, String commonName, List<String> organizations) {
    return new Certificate(file, issuer, commonName, organizations, CLIENT, NAMELESS);
  }

  private static List<Map<String, Object>> models(List<Certificate> certificates) {
    return certificates.stream().map(Certificate::model).toList();
  }
}
