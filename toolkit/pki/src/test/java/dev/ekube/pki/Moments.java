package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.Cluster;
import dev.ekube.model.Clusters;
import dev.ekube.model.KeyKind;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Times, authorities and leaves that the tests share. */
final class Moments {
  static final Instant NOW = Instant.parse("2026-03-04T05:06:07.890Z");
  static final Duration YEAR = Lifetimes.KUBEADM.leaf();

  /** One of each, made once: keys take time. */
  static final SigningAuthority CLUSTER = authority(Authority.CLUSTER, "kubernetes");

  private Moments() {}

  static SigningAuthority authority(Authority authority, String name) {
    return SigningAuthority.create(
        authority, name, KeyPairs.generate(KeyKind.ECDSA_P256), NOW, Lifetimes.KUBEADM.authority());
  }

  /** One of the manager's own or of a control node's. */
  static Leaf leaf(String name) {
    Cluster demo = Clusters.demo();
    return Stream.concat(
            Leaves.manager(demo).stream(), Leaves.of(demo, demo.controlNodes().getFirst()).stream())
        .filter(leaf -> leaf.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Leaf apiServer() {
    return new Leaf(
        "apiserver",
        Authority.CLUSTER,
        "kube-apiserver",
        List.of(),
        Set.of(Leaf.Usage.SERVER),
        List.of("control0", "kubernetes", "kubernetes.default"),
        List.of("10.96.0.1", "10.0.0.1", "::1"));
  }
}
