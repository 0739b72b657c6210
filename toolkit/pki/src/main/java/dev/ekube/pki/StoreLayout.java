package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.model.ClusterName;
import java.util.List;

/**
 * What lies where in a store: kubeadm's own layout of {@code /etc/kubernetes/pki}, so that its
 * tools can look at the folder, and one authority more.
 */
final class StoreLayout {
  static final String ACCOUNT_KEY = "sa.key";
  static final String ACCOUNT_PUBLIC = "sa.pub";

  private StoreLayout() {}

  /** Every file of a whole store. */
  static List<String> files() {
    return List.of(
        "ca.crt",
        "ca.key",
        "front-proxy-ca.crt",
        "front-proxy-ca.key",
        "etcd/ca.crt",
        "etcd/ca.key",
        "service-ca.crt",
        "service-ca.key",
        ACCOUNT_KEY,
        ACCOUNT_PUBLIC);
  }

  /** The folders inside of it. */
  static List<String> folders() {
    return List.of("etcd");
  }

  static String certificate(Authority authority) {
    return base(authority) + ".crt";
  }

  static String key(Authority authority) {
    return base(authority) + ".key";
  }

  private static String base(Authority authority) {
    return switch (authority) {
      case CLUSTER -> "ca";
      case FRONT_PROXY -> "front-proxy-ca";
      case ETCD -> "etcd/ca";
      case SERVICE -> "service-ca";
    };
  }

  static String commonName(Authority authority, ClusterName cluster) {
    return switch (authority) {
      case CLUSTER -> "kubernetes";
      case FRONT_PROXY -> "front-proxy-ca";
      case ETCD -> "etcd-ca";
      case SERVICE -> "ekube-" + cluster;
    };
  }
}
