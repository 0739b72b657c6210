package dev.ekube.manager.cluster;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.manager.net.Unwelcome;
import dev.ekube.model.Bytes;
import dev.ekube.model.Cluster;
import dev.ekube.model.Copies;
import dev.ekube.model.KeyKind;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import dev.ekube.pki.CertificateStore;
import dev.ekube.pki.Signing;
import dev.ekube.wire.ManagerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Signs what a node asks for, and nothing but what cluster.yaml gives it. */
final class Admission {
  private final Cluster cluster;
  private final CertificateStore store;

  Admission(Cluster cluster, CertificateStore store) {
    this.cluster = cluster;
    this.store = store;
  }

  /** All of a node's certificates, and what else it needs to use them; for keys as asked for. */
  ManagerMessage.Admitted admit(Node node, SortedMap<String, Bytes> requests, Instant now)
      throws Unwelcome {
    for (Leaf leaf : Leaves.of(cluster, node)) {
      if (!requests.containsKey(leaf.name())) {
        throw new Unwelcome("no request for the certificate " + leaf.name());
      }
    }
    return new ManagerMessage.Admitted(
        sign(node, requests, Set.of(cluster.security().keys()), now),
        authorities(node),
        serviceAccount(node),
        List.of());
  }

  /**
   * Some of them anew, before they end. A node keeps its keys for as long as it is up, so they may
   * be of a kind that cluster.yaml asked for when it booted.
   */
  ManagerMessage.Certificates renew(Node node, SortedMap<String, Bytes> requests, Instant now)
      throws Unwelcome {
    return new ManagerMessage.Certificates(
        sign(node, requests, EnumSet.allOf(KeyKind.class), now), authorities(node));
  }

  private SortedMap<String, String> sign(
      Node node, SortedMap<String, Bytes> requests, Set<KeyKind> kinds, Instant now)
      throws Unwelcome {
    Map<String, Leaf> leaves = new TreeMap<>();
    Leaves.of(cluster, node).forEach(leaf -> leaves.put(leaf.name(), leaf));
    Duration lifetime = cluster.security().certificates();
    SortedMap<String, String> certificates = new TreeMap<>();
    for (Map.Entry<String, Bytes> request : requests.entrySet()) {
      String name = request.getKey();
      if (!leaves.containsKey(name)) {
        throw new Unwelcome("this node has no certificate named so");
      }
      switch (store.issue(leaves.get(name), request.getValue(), kinds, now, lifetime)) {
        case Signing.Signed signed -> certificates.put(name, signed.issued().pem());
        case Signing.Refused refused -> throw new Unwelcome(name + ": " + refused.why());
      }
    }
    return Copies.sorted(certificates);
  }

  private SortedMap<String, String> authorities(Node node) {
    Map<String, String> authorities = new TreeMap<>();
    for (Authority authority : Authority.values()) {
      if (node.role() == Role.CONTROL
          || authority == Authority.CLUSTER
          || authority == Authority.SERVICE) {
        String name = authority.name().toLowerCase(Locale.ROOT).replace('_', '-');
        authorities.put(name, store.authority(authority).trustPem());
      }
    }
    return Copies.sorted(authorities);
  }

  /** Only control nodes make tokens of service accounts. */
  private SortedMap<String, String> serviceAccount(Node node) {
    return switch (node.role()) {
      case CONTROL ->
          Copies.sorted(
              Map.of(
                  "public",
                  store.serviceAccountKeys().publicPem(),
                  "private",
                  store.serviceAccountKeys().privatePem()));
      case WORKER -> Copies.sorted(Map.of());
    };
  }
}
