package dev.ekube.kubeadm;

/**
 * Who signs a certificate. Kubernetes' three authorities are kubeadm's (phases/certs/certlist.go);
 * the fourth signs only what manager and agents show each other, so that no Kubernetes client
 * certificate opens a door at the manager, and none of an agent opens one at the API.
 */
public enum Authority {
  /** {@code /etc/kubernetes/pki/ca.crt}, common name {@code kubernetes}. */
  CLUSTER,
  /** {@code /etc/kubernetes/pki/front-proxy-ca.crt}, common name {@code front-proxy-ca}. */
  FRONT_PROXY,
  /** {@code /etc/kubernetes/pki/etcd/ca.crt}, common name {@code etcd-ca}. */
  ETCD,
  /** The authority of {@code ekube serve}; agents pin its SHA-256 fingerprint. */
  SERVICE
}
