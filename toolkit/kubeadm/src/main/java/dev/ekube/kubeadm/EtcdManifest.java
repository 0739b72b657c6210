package dev.ekube.kubeadm;

import static dev.ekube.kubeadm.CertificateFiles.PKI;

import dev.ekube.kubeadm.EtcdStart.Member;
import dev.ekube.kubeadm.StaticPod.Mount;
import dev.ekube.kubeadm.StaticPod.Probes;
import dev.ekube.model.Cluster;
import dev.ekube.model.Copies;
import dev.ekube.model.Node;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * etcd's manifest as kubeadm 1.32.1 renders it (phases/etcd/local.go), with the list of members
 * that a ticket grants. The check of reconfigurations stays strict, as is etcd's default.
 */
public final class EtcdManifest {
  /** Where etcd keeps its data on a node; an empty one is what "gone" means. */
  public static final String DATA_DIRECTORY = "/var/lib/etcd";

  private EtcdManifest() {}

  /** The file to place, for {@link Stage#ETCD}. */
  public static PlacedFile of(Cluster cluster, Node node, EtcdStart start) {
    return PlacedFile.text(
        NodeFiles.manifest("etcd"), 0600, yaml(cluster, node, start), Stage.ETCD);
  }

  /** The peer URL of a node's member. */
  public static String peerUrl(Node node) {
    return "https://" + node.address() + ":" + Ports.ETCD_PEER;
  }

  /** The URL at which clients elsewhere reach a node's member. */
  public static String clientUrl(Node node) {
    return "https://" + node.address() + ":" + Ports.ETCD_CLIENT;
  }

  private static String yaml(Cluster cluster, Node node, EtcdStart start) {
    return new StaticPod(
            "etcd",
            ContainerImages.forCluster(cluster).etcd(),
            Arguments.merged(flags(node, start), Arguments.etcd()),
            Copies.sorted(
                Map.of("kubeadm.kubernetes.io/etcd.advertise-client-urls", clientUrl(node))),
            Copies.sorted(Map.of("cpu", "100m", "memory", "100Mi")),
            Probes.http(Ports.ETCD_METRICS, "/livez", "/readyz", "/readyz"),
            List.of(
                Mount.directory("etcd-data", DATA_DIRECTORY).writable(),
                Mount.directory("etcd-certs", "/etc/kubernetes/pki/etcd").writable()))
        .yaml();
  }

  private static Map<String, String> flags(Node node, EtcdStart start) {
    String etcd = PKI + "etcd/";
    Map<String, String> flags =
        new TreeMap<>(
            Map.ofEntries(
                Map.entry("name", node.name().value()),
                Map.entry("experimental-initial-corrupt-check", "true"),
                Map.entry(
                    "listen-client-urls",
                    "https://127.0.0.1:" + Ports.ETCD_CLIENT + "," + clientUrl(node)),
                Map.entry("advertise-client-urls", clientUrl(node)),
                Map.entry("listen-peer-urls", peerUrl(node)),
                Map.entry("initial-advertise-peer-urls", peerUrl(node)),
                Map.entry("data-dir", DATA_DIRECTORY),
                Map.entry("cert-file", etcd + "server.crt"),
                Map.entry("key-file", etcd + "server.key"),
                Map.entry("trusted-ca-file", etcd + "ca.crt"),
                Map.entry("client-cert-auth", "true"),
                Map.entry("peer-cert-file", etcd + "peer.crt"),
                Map.entry("peer-key-file", etcd + "peer.key"),
                Map.entry("peer-trusted-ca-file", etcd + "ca.crt"),
                Map.entry("peer-client-cert-auth", "true"),
                Map.entry("snapshot-count", "10000"),
                Map.entry("listen-metrics-urls", "http://127.0.0.1:" + Ports.ETCD_METRICS),
                Map.entry("experimental-watch-progress-notify-interval", "5s")));
    flags.putAll(initial(node, start));
    return flags;
  }

  /**
   * Resuming is written as joining a cluster of oneself: with its data there etcd reads none of it,
   * and without them it finds nobody to join and ends, where kubeadm's flags would found an empty
   * cluster.
   */
  private static Map<String, String> initial(Node node, EtcdStart start) {
    return switch (start) {
      case EtcdStart.New(String token, List<Member> members) ->
          Map.of(
              "initial-cluster",
              list(members),
              "initial-cluster-state",
              "new",
              "initial-cluster-token",
              token);
      case EtcdStart.Existing(String token, List<Member> members) ->
          Map.of(
              "initial-cluster",
              list(members),
              "initial-cluster-state",
              "existing",
              "initial-cluster-token",
              token);
      case EtcdStart.Resume() ->
          Map.of(
              "initial-cluster",
              list(List.of(new Member(node.name(), peerUrl(node)))),
              "initial-cluster-state",
              "existing");
    };
  }

  private static String list(List<Member> members) {
    return members.stream().map(Member::toString).collect(Collectors.joining(","));
  }
}
