package dev.ekube.kubeadm;

import static dev.ekube.kubeadm.CertificateFiles.PKI;

import dev.ekube.kubeadm.StaticPod.Mount;
import dev.ekube.kubeadm.StaticPod.Probes;
import dev.ekube.model.Cluster;
import dev.ekube.model.Copies;
import dev.ekube.model.Network;
import dev.ekube.model.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The API server, controller-manager and scheduler of one control node, as kubeadm 1.32.1 renders
 * them from {@link ClusterConfiguration} (phases/controlplane/manifests.go, volumes.go) on a node
 * of Enterprise Linux 9. The key of the CA is not on the node, so kubeadm, too, would tell the
 * controller-manager to sign nothing. Of the releases that {@link ContainerImages} knows, 1.33 has
 * the same manifests; kubeadm 1.31 asked the scheduler at {@code /healthz}, kubeadm 1.32 asks a
 * scheduler of 1.31 as here.
 */
final class ControlPlane {
  private static final String KEY_PAIR_DIRECTORY = "/etc/kubernetes/pki";

  /** Where Enterprise Linux keeps public authorities; all three belong together by links. */
  private static final List<Mount> AUTHORITIES =
      List.of(
          Mount.directory("ca-certs", "/etc/ssl/certs"),
          Mount.directory("etc-pki-ca-trust", "/etc/pki/ca-trust"),
          Mount.directory("etc-pki-tls-certs", "/etc/pki/tls/certs"));

  private ControlPlane() {}

  static String apiServer(Cluster cluster, Node node) {
    String address = node.address().toString();
    return new StaticPod(
            "kube-apiserver",
            ContainerImages.forCluster(cluster).released("kube-apiserver"),
            Arguments.merged(apiServerFlags(cluster, address), Arguments.apiServer(cluster)),
            Copies.sorted(
                Map.of(
                    "kubeadm.kubernetes.io/kube-apiserver.advertise-address.endpoint",
                    address + ":" + Ports.API)),
            Copies.sorted(Map.of("cpu", "250m")),
            Probes.https(address, Ports.API, "/livez", "/readyz"),
            mounts(Mount.directory("k8s-certs", KEY_PAIR_DIRECTORY)))
        .yaml();
  }

  static String controllerManager(Cluster cluster) {
    String kubeconfig = CertificateFiles.kubeconfig(Leaves.CONTROLLER_MANAGER);
    String plugins = "/usr/libexec/kubernetes/kubelet-plugins/volume/exec";
    return new StaticPod(
            "kube-controller-manager",
            ContainerImages.forCluster(cluster).released("kube-controller-manager"),
            Arguments.merged(
                controllerManagerFlags(cluster, kubeconfig), Arguments.controllerManager()),
            Copies.sorted(Map.of()),
            Copies.sorted(Map.of("cpu", "200m")),
            new Probes("127.0.0.1", Ports.CONTROLLER_MANAGER, "HTTPS", "/healthz", "", "/healthz"),
            mounts(
                Mount.directory("flexvolume-dir", plugins).writable(),
                Mount.directory("k8s-certs", KEY_PAIR_DIRECTORY),
                Mount.file("kubeconfig", kubeconfig)))
        .yaml();
  }

  static String scheduler(Cluster cluster) {
    String kubeconfig = CertificateFiles.kubeconfig(Leaves.SCHEDULER);
    return new StaticPod(
            "kube-scheduler",
            ContainerImages.forCluster(cluster).released("kube-scheduler"),
            Arguments.merged(clientFlags(kubeconfig), List.of()),
            Copies.sorted(Map.of()),
            Copies.sorted(Map.of("cpu", "100m")),
            Probes.https("127.0.0.1", Ports.SCHEDULER, "/livez", "/readyz"),
            List.of(Mount.file("kubeconfig", kubeconfig)))
        .yaml();
  }

  private static Map<String, String> apiServerFlags(Cluster cluster, String address) {
    Network network = cluster.network();
    return Map.ofEntries(
        Map.entry("advertise-address", address),
        Map.entry("allow-privileged", "true"),
        Map.entry("authorization-mode", "Node,RBAC"),
        Map.entry("client-ca-file", PKI + "ca.crt"),
        Map.entry("enable-admission-plugins", "NodeRestriction"),
        Map.entry("enable-bootstrap-token-auth", "true"),
        Map.entry("etcd-cafile", PKI + "etcd/ca.crt"),
        Map.entry("etcd-certfile", PKI + "apiserver-etcd-client.crt"),
        Map.entry("etcd-keyfile", PKI + "apiserver-etcd-client.key"),
        Map.entry("etcd-servers", "https://127.0.0.1:" + Ports.ETCD_CLIENT),
        Map.entry("kubelet-client-certificate", PKI + "apiserver-kubelet-client.crt"),
        Map.entry("kubelet-client-key", PKI + "apiserver-kubelet-client.key"),
        Map.entry("kubelet-preferred-address-types", "InternalIP,ExternalIP,Hostname"),
        Map.entry("proxy-client-cert-file", PKI + "front-proxy-client.crt"),
        Map.entry("proxy-client-key-file", PKI + "front-proxy-client.key"),
        Map.entry("requestheader-allowed-names", "front-proxy-client"),
        Map.entry("requestheader-client-ca-file", PKI + "front-proxy-ca.crt"),
        Map.entry("requestheader-extra-headers-prefix", "X-Remote-Extra-"),
        Map.entry("requestheader-group-headers", "X-Remote-Group"),
        Map.entry("requestheader-username-headers", "X-Remote-User"),
        Map.entry("secure-port", Integer.toString(Ports.API)),
        Map.entry(
            "service-account-issuer", "https://kubernetes.default.svc." + network.dnsDomain()),
        Map.entry("service-account-key-file", PKI + "sa.pub"),
        Map.entry("service-account-signing-key-file", PKI + "sa.key"),
        Map.entry("service-cluster-ip-range", network.services().toString()),
        Map.entry("tls-cert-file", PKI + "apiserver.crt"),
        Map.entry("tls-private-key-file", PKI + "apiserver.key"));
  }

  private static Map<String, String> controllerManagerFlags(Cluster cluster, String kubeconfig) {
    Map<String, String> flags = clientFlags(kubeconfig);
    flags.putAll(
        Map.ofEntries(
            Map.entry("allocate-node-cidrs", "true"),
            Map.entry("client-ca-file", PKI + "ca.crt"),
            Map.entry("cluster-cidr", cluster.network().pods().toString()),
            Map.entry("cluster-name", cluster.name().value()),
            // Empty: the manager signs, and no controller waits for a key that never comes.
            Map.entry("cluster-signing-cert-file", ""),
            Map.entry("cluster-signing-key-file", ""),
            Map.entry("controllers", "*,bootstrapsigner,tokencleaner"),
            Map.entry("requestheader-client-ca-file", PKI + "front-proxy-ca.crt"),
            Map.entry("root-ca-file", PKI + "ca.crt"),
            Map.entry("service-account-private-key-file", PKI + "sa.key"),
            Map.entry("service-cluster-ip-range", cluster.network().services().toString()),
            Map.entry("use-service-account-credentials", "true")));
    return flags;
  }

  /** What everything says that is a client of the API. */
  private static Map<String, String> clientFlags(String kubeconfig) {
    return new TreeMap<>(
        Map.of(
            "authentication-kubeconfig", kubeconfig,
            "authorization-kubeconfig", kubeconfig,
            "bind-address", "127.0.0.1",
            "kubeconfig", kubeconfig,
            "leader-elect", "true"));
  }

  private static List<Mount> mounts(Mount... own) {
    return Stream.concat(AUTHORITIES.stream(), Stream.of(own)).toList();
  }
}
