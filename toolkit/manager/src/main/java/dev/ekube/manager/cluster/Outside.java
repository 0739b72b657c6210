package dev.ekube.manager.cluster;

import dev.ekube.manager.port.Etcd;
import dev.ekube.manager.port.Kubernetes;
import dev.ekube.model.Cluster;
import dev.ekube.pki.CertificateStore;
import java.util.function.Supplier;

/** Opens the ways to a cluster's etcd and API; cluster.yaml may change while they are open. */
public interface Outside {
  Etcd etcd(Supplier<Cluster> cluster, CertificateStore store);

  Kubernetes kubernetes(Supplier<Cluster> cluster, CertificateStore store);
}
