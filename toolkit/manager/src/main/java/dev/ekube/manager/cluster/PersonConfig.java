package dev.ekube.manager.cluster;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.model.Cluster;
import dev.ekube.pki.CertificateStore;
import dev.ekube.pki.KeyPairs;
import dev.ekube.pki.Kubeconfig;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** A kubeconfig for a person, made and signed on the spot; nothing of it is kept. */
final class PersonConfig {
  private PersonConfig() {}

  static String of(
      Cluster cluster,
      CertificateStore store,
      String user,
      List<String> groups,
      Duration lifetime,
      Instant now) {
    Leaf leaf =
        new Leaf(
            "person",
            Authority.CLUSTER,
            user,
            groups,
            Set.of(Leaf.Usage.CLIENT),
            List.of(),
            List.of());
    KeyPair pair = KeyPairs.generate(cluster.security().keys());
    String certificate = store.issue(leaf, pair.getPublic(), now, lifetime).pem();
    String server = "https://" + cluster.endpoint().name() + ":" + cluster.endpoint().port();
    return Kubeconfig.render(
        server,
        store.authority(Authority.CLUSTER).trustPem(),
        certificate,
        pem(pair),
        cluster.name().value(),
        user);
  }

  private static String pem(KeyPair pair) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII));
    return "-----BEGIN PRIVATE KEY-----\n"
        + lines.encodeToString(pair.getPrivate().getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
