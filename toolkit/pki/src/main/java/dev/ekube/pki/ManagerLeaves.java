package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.model.Cluster;
import java.util.List;
import java.util.Set;

/** The certificates that the manager itself shows; their keys exist in its memory alone. */
public final class ManagerLeaves {
  private ManagerLeaves() {}

  /** To agents: what {@code ekube serve} listens with. */
  public static Leaf service(Cluster cluster) {
    return new Leaf(
        "manager",
        Authority.SERVICE,
        cluster.manager().name(),
        List.of(),
        Set.of(Leaf.Usage.SERVER),
        List.of(cluster.manager().name()),
        List.of(cluster.manager().address().toString()));
  }

  /** To the nodes' etcd: members, snapshots. */
  public static Leaf etcdClient() {
    return client("manager-etcd-client", Authority.ETCD, "ekube-manager", List.of());
  }

  /** To the API, with every right: objects of kube-system, approved requests, drains. */
  public static Leaf apiClient() {
    return client(
        "manager-api-client",
        Authority.CLUSTER,
        "ekube-manager",
        List.of("kubeadm:cluster-admins"));
  }

  private static Leaf client(
      String name, Authority authority, String commonName, List<String> organizations) {
    return new Leaf(
        name,
        authority,
        commonName,
        organizations,
        Set.of(Leaf.Usage.CLIENT),
        List.of(),
        List.of());
  }
}
