package dev.ekube.manager.cluster;

import dev.ekube.manager.port.Etcd;
import dev.ekube.manager.port.Kubernetes;
import dev.ekube.model.Cluster;
import dev.ekube.pki.CertificateStore;

/** Opens the ways to a cluster's etcd and API. */
public interface Outside {
  Etcd etcd(Cluster cluster, CertificateStore store);

  Kubernetes kubernetes(Cluster cluster, CertificateStore store);
}
