package dev.ekube.kubeadm;

/** Where kubeadm's layout has certificates and keys (constants/constants.go, certlist.go). */
public final class CertificateFiles {
  static final String KUBERNETES = "/etc/kubernetes/";
  static final String PKI = KUBERNETES + "pki/";
  static final String KUBELET_PKI = "/var/lib/kubelet/pki/";

  private CertificateFiles() {}

  /** The certificate of an authority on a node. */
  public static String certificateOf(Authority authority) {
    return switch (authority) {
      case CLUSTER -> PKI + "ca.crt";
      case FRONT_PROXY -> PKI + "front-proxy-ca.crt";
      case ETCD -> PKI + "etcd/ca.crt";
      case SERVICE -> "/var/lib/ekube/service-ca.crt";
    };
  }

  /**
   * The file that shows a leaf of {@link Leaves#of}: a certificate, or the kubeconfig that holds or
   * names it.
   */
  public static String shownIn(String leaf) {
    return switch (leaf) {
      case Leaves.ADMIN, Leaves.CONTROLLER_MANAGER, Leaves.SCHEDULER, Leaves.KUBELET ->
          kubeconfig(leaf);
      default -> withoutSuffix(leaf) + ".crt";
    };
  }

  static String kubeconfig(String leaf) {
    return KUBERNETES + leaf + ".conf";
  }

  /** Path of a leaf's files without {@code .crt} or {@code .key}. */
  static String withoutSuffix(String leaf) {
    return switch (leaf) {
      case Leaves.ETCD_SERVER -> PKI + "etcd/server";
      case Leaves.ETCD_PEER -> PKI + "etcd/peer";
      case Leaves.ETCD_HEALTHCHECK_CLIENT -> PKI + "etcd/healthcheck-client";
      case Leaves.KUBELET_SERVING -> KUBELET_PKI + "kubelet";
      case Leaves.API_SERVER,
          Leaves.API_SERVER_KUBELET_CLIENT,
          Leaves.API_SERVER_ETCD_CLIENT,
          Leaves.FRONT_PROXY_CLIENT ->
          PKI + leaf;
      default -> throw new IllegalArgumentException("no file of its own: " + leaf);
    };
  }
}
