package dev.ekube.manager.outside;

import dev.ekube.etcd.gateway.EtcdGateway;
import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.EtcdManifest;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.kubeadm.Patches;
import dev.ekube.kubeadm.Ports;
import dev.ekube.manager.cluster.Outside;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.port.ClusterSource;
import dev.ekube.manager.port.Etcd;
import dev.ekube.manager.port.Kubernetes;
import dev.ekube.model.Cluster;
import dev.ekube.pki.CertificateStore;
import dev.ekube.pki.RenewingClient;
import dev.ekube.pki.TlsIdentity;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The real etcd and the real API of a cluster, with client certificates made on the spot. */
public final class RealOutside implements Outside {
  private static final Duration CALL = Duration.ofSeconds(5);

  private final Log log;
  private final Patches patches;
  private final ClusterSource source;

  /**
   * Ways to clusters.
   *
   * @param patches of the objects that are applied to every one of them
   * @param source of the manifests that are loaded besides
   */
  public RealOutside(Log log, Patches patches, ClusterSource source) {
    this.log = log;
    this.patches = patches;
    this.source = source;
  }

  @Override
  public Etcd etcd(Supplier<Cluster> cluster, CertificateStore store) {
    SSLContext tls = client(cluster, store, Authority.ETCD, Leaves.MANAGER_ETCD_CLIENT);
    EtcdGateway gateway = EtcdGateway.over(tls, EtcdGateway.LIMIT);
    return new GatewayEtcd(gateway, () -> members(cluster.get()));
  }

  private static List<URI> members(Cluster cluster) {
    return cluster.controlNodes().stream()
        .map(node -> URI.create(EtcdManifest.clientUrl(node)))
        .toList();
  }

  @Override
  public Kubernetes kubernetes(Supplier<Cluster> cluster, CertificateStore store) {
    ApiClient api = api(cluster, store, CALL);
    String name = cluster.get().name().value();
    Manifests manifests = Manifests.start(api, () -> source.manifests(name), log);
    return new ApiKubernetes(cluster, store, patches, api, manifests, log);
  }

  /**
   * The API of a cluster as the manager itself calls it.
   *
   * @param limit of each call
   */
  public static ApiClient api(Supplier<Cluster> cluster, CertificateStore store, Duration limit) {
    return new ApiClient(
        client(cluster, store, Authority.CLUSTER, Leaves.MANAGER_API_CLIENT),
        () -> servers(cluster.get()),
        limit,
        HttpClient.Version.HTTP_2);
  }

  /**
   * The same at one address, such as the virtual one. By HTTP/1.1, because a connection of HTTP/2
   * outlives calls that time out, and would stay with a node that had the address before.
   */
  public static ApiClient api(Cluster cluster, CertificateStore store, URI server, Duration limit) {
    return new ApiClient(
        client(() -> cluster, store, Authority.CLUSTER, Leaves.MANAGER_API_CLIENT),
        () -> List.of(server),
        limit,
        HttpClient.Version.HTTP_1_1);
  }

  private static List<URI> servers(Cluster cluster) {
    return cluster.controlNodes().stream()
        .map(node -> URI.create("https://" + node.address() + ":" + Ports.API))
        .toList();
  }

  /** The service runs on for years, so it makes itself a new certificate whenever one is due. */
  private static SSLContext client(
      Supplier<Cluster> cluster, CertificateStore store, Authority authority, String name) {
    return RenewingClient.context(
        () -> identity(cluster.get(), store, authority, name), InstantSource.system());
  }

  private static TlsIdentity identity(
      Cluster cluster, CertificateStore store, Authority authority, String name) {
    Leaf leaf =
        Leaves.manager(cluster).stream()
            .filter(candidate -> candidate.name().equals(name))
            .findFirst()
            .orElseThrow();
    return TlsIdentity.create(
        store.authority(authority),
        leaf,
        cluster.security().keys(),
        Instant.now(),
        cluster.security().certificates());
  }
}
