package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.KeyKind;
import dev.ekube.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a control node's {@code /etc/kubernetes} holds, written into a folder for real programs to
 * judge: files of kubeadm's layout with certificates of a store's.
 */
public final class ControlNodePki {
  /** Each leaf's file below {@code pki}, without its ending. */
  private static final Map<String, String> FILES =
      Map.of(
          Leaves.API_SERVER, "apiserver",
          Leaves.API_SERVER_KUBELET_CLIENT, "apiserver-kubelet-client",
          Leaves.API_SERVER_ETCD_CLIENT, "apiserver-etcd-client",
          Leaves.FRONT_PROXY_CLIENT, "front-proxy-client",
          Leaves.ETCD_SERVER, "etcd/server",
          Leaves.ETCD_PEER, "etcd/peer",
          Leaves.ETCD_HEALTHCHECK_CLIENT, "etcd/healthcheck-client");

  private final CertificateStore store;
  private final Instant now;
  private final Path root;

  /** One for all, because RSA keys take long to make. */
  private final KeyPair pair;

  private ControlNodePki(CertificateStore store, KeyPair pair, Instant now, Path root) {
    this.pair = pair;
    this.store = store;
    this.now = now;
    this.root = root;
  }

  /** Writes {@code pki} and the kubeconfigs for the first control node, at that moment. */
  static Path write(CertificateStore store, KeyKind kind, Instant now, Path root)
      throws IOException {
    Cluster cluster = Clusters.demo();
    Node node = cluster.controlNodes().getFirst();
    ControlNodePki writer = new ControlNodePki(store, KeyPairs.generate(kind), now, root);
    writer.authorities();
    for (Leaf leaf : Leaves.of(cluster, node)) {
      if (FILES.containsKey(leaf.name())) {
        writer.pair(leaf, FILES.get(leaf.name()));
      } else if (leaf.authority() == Authority.CLUSTER && leaf.dnsNames().isEmpty()) {
        writer.kubeconfig(leaf, "https://10.0.0.1:6443");
      }
    }
    return root.resolve("pki");
  }

  private void authorities() throws IOException {
    Files.createDirectories(root.resolve("pki/etcd"));
    for (Authority authority : List.of(Authority.CLUSTER, Authority.FRONT_PROXY, Authority.ETCD)) {
      put("pki/" + StoreLayout.certificate(authority), store.authority(authority).trustPem());
    }
    put("pki/sa.key", store.serviceAccountKeys().privatePem());
    put("pki/sa.pub", store.serviceAccountKeys().publicPem());
  }

  private void pair(Leaf leaf, String file) throws IOException {
    put("pki/" + file + ".crt", issue(leaf).pem());
    put("pki/" + file + ".key", KeyFile.privatePem(pair));
  }

  private void kubeconfig(Leaf leaf, String server) throws IOException {
    String text =
        Kubeconfig.render(
            server,
            store.authority(Authority.CLUSTER).trustPem(),
            issue(leaf).pem(),
            KeyFile.privatePem(pair),
            "demo",
            leaf.commonName());
    put(leaf.name() + ".conf", text);
  }

  private Issued issue(Leaf leaf) {
    return store.issue(leaf, pair.getPublic(), now, Lifetimes.KUBEADM.leaf());
  }

  private void put(String file, String text) throws IOException {
    Files.writeString(root.resolve(file), text);
  }
}
