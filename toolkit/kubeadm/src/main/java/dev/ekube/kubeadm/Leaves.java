package dev.ekube.kubeadm;

import static dev.ekube.kubeadm.Leaf.Usage.CLIENT;
import static dev.ekube.kubeadm.Leaf.Usage.SERVER;

import dev.ekube.model.Cluster;
import dev.ekube.model.Node;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The certificates of nodes and of the manager, which get no others signed. Those in kubeadm's
 * layout say what kubeadm 1.32.1 would make them say (phases/certs/certlist.go,
 * phases/kubeconfig/kubeconfig.go, util/pkiutil/pki_helpers.go).
 */
public final class Leaves {
  public static final String API_SERVER = "apiserver";
  public static final String API_SERVER_KUBELET_CLIENT = "apiserver-kubelet-client";
  public static final String API_SERVER_ETCD_CLIENT = "apiserver-etcd-client";
  public static final String FRONT_PROXY_CLIENT = "front-proxy-client";
  public static final String ETCD_SERVER = "etcd-server";
  public static final String ETCD_PEER = "etcd-peer";
  public static final String ETCD_HEALTHCHECK_CLIENT = "etcd-healthcheck-client";
  public static final String ADMIN = "admin";
  public static final String CONTROLLER_MANAGER = "controller-manager";
  public static final String SCHEDULER = "scheduler";
  public static final String KUBELET = "kubelet";
  public static final String KUBELET_SERVING = "kubelet-serving";
  public static final String AGENT = "agent";

  /** The service's own, on the manager. */
  public static final String SERVICE = "service";

  /** With which the manager speaks to etcd. */
  public static final String MANAGER_ETCD_CLIENT = "manager-etcd-client";

  /** With which the manager speaks to the API. */
  public static final String MANAGER_API_CLIENT = "manager-api-client";

  private static final List<String> ADMINS = List.of("kubeadm:cluster-admins");
  private static final List<String> NODES = List.of("system:nodes");
  private static final List<String> NOBODY = List.of();
  private static final List<String> NAMELESS = List.of();

  private Leaves() {}

  /** What one node holds, in a fixed order. Each key is made on the node and never leaves it. */
  public static List<Leaf> of(Cluster cluster, Node node) {
    Stream<Leaf> common = Stream.of(kubelet(node), kubeletServing(node), agent(cluster, node));
    return switch (node.role()) {
      case CONTROL -> Stream.concat(controlPlane(cluster, node).stream(), common).toList();
      case WORKER -> common.toList();
    };
  }

  /**
   * What the manager holds for one cluster: {@link #SERVICE}, which agents know by {@code
   * NAME.ekube.internal}, and its two client certificates. The one for the API belongs to {@code
   * system:masters}, short-lived and with its key in memory only: that group needs no object in the
   * API, so the manager can write into an API server that is seconds old, whose roles are not there
   * yet, and into one that was restored without them. The binding of {@code kubeadm:cluster-admins}
   * is itself among what it writes first. It gives away nothing: who holds the CA can sign any
   * group.
   */
  public static List<Leaf> manager(Cluster cluster) {
    String manager = cluster.manager().name();
    return List.of(
        new Leaf(
            SERVICE,
            Authority.SERVICE,
            serviceName(cluster),
            List.of(cluster.name().value()),
            Set.of(SERVER),
            List.of(serviceName(cluster), manager),
            List.of(cluster.manager().address().toString())),
        client(MANAGER_ETCD_CLIENT, Authority.ETCD, "ekube:manager", NOBODY),
        client(MANAGER_API_CLIENT, Authority.CLUSTER, "ekube:manager", List.of("system:masters")));
  }

  /** The name that a cluster's agents ask for; several clusters share the manager's port. */
  public static String serviceName(Cluster cluster) {
    return cluster.name().value() + ".ekube.internal";
  }

  private static List<Leaf> controlPlane(Cluster cluster, Node node) {
    List<String> api = ApiServerNames.of(cluster);
    return List.of(
        new Leaf(
            API_SERVER,
            Authority.CLUSTER,
            "kube-apiserver",
            NOBODY,
            Set.of(SERVER),
            api.stream().filter(name -> !ApiServerNames.isAddress(name)).toList(),
            api.stream().filter(ApiServerNames::isAddress).toList()),
        client(
            API_SERVER_KUBELET_CLIENT, Authority.CLUSTER, "kube-apiserver-kubelet-client", ADMINS),
        client(API_SERVER_ETCD_CLIENT, Authority.ETCD, "kube-apiserver-etcd-client", NOBODY),
        client(FRONT_PROXY_CLIENT, Authority.FRONT_PROXY, "front-proxy-client", NOBODY),
        etcd(ETCD_SERVER, node),
        etcd(ETCD_PEER, node),
        client(ETCD_HEALTHCHECK_CLIENT, Authority.ETCD, "kube-etcd-healthcheck-client", NOBODY),
        client(ADMIN, Authority.CLUSTER, "kubernetes-admin", ADMINS),
        client(CONTROLLER_MANAGER, Authority.CLUSTER, "system:kube-controller-manager", NOBODY),
        client(SCHEDULER, Authority.CLUSTER, "system:kube-scheduler", NOBODY));
  }

  /** etcd's servers are clients of one another, so both of its certificates are for both ends. */
  private static Leaf etcd(String name, Node node) {
    return new Leaf(
        name,
        Authority.ETCD,
        node.name().value(),
        NOBODY,
        Set.of(SERVER, CLIENT),
        List.of(node.name().value(), "localhost"),
        List.of(node.address().toString(), "127.0.0.1", "::1"));
  }

  private static Leaf kubelet(Node node) {
    return client(KUBELET, Authority.CLUSTER, nodeUser(node), NODES);
  }

  private static Leaf kubeletServing(Node node) {
    return new Leaf(
        KUBELET_SERVING,
        Authority.CLUSTER,
        nodeUser(node),
        NODES,
        Set.of(SERVER),
        List.of(node.name().value()),
        List.of(node.address().toString()));
  }

  private static Leaf agent(Cluster cluster, Node node) {
    return client(
        AGENT, Authority.SERVICE, "ekube:node:" + node.name(), List.of(cluster.name().value()));
  }

  private static String nodeUser(Node node) {
    return "system:node:" + node.name();
  }

  private static Leaf client(
      String name, Authority authority, String commonName, List<String> organizations) {
    return new Leaf(name, authority, commonName, organizations, Set.of(CLIENT), NAMELESS, NAMELESS);
  }
}
