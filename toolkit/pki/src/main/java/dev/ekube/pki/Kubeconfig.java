package dev.ekube.pki;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.model.KeyKind;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Client configurations with everything inside, laid out as kubeadm's admin.conf is. */
public final class Kubeconfig {
  private Kubeconfig() {}

  /**
   * A whole file.
   *
   * @param server such as {@code https://vip.kubernetes.local:8443}
   * @param caPem whom the client trusts
   * @param user the name of the entry, which need not be the certificate's common name
   */
  public static String render(
      String server, String caPem, String certPem, String keyPem, String cluster, String user) {
    return """
    apiVersion: v1
    clusters:
    - cluster:
        certificate-authority-data: %1$s
        server: %2$s
      name: %3$s
    contexts:
    - context:
        cluster: %3$s
        user: %4$s
      name: %5$s
    current-context: %5$s
    kind: Config
    preferences: {}
    users:
    - name: %4$s
      user:
        client-certificate-data: %6$s
        client-key-data: %7$s
    """
        .formatted(
            base64(caPem),
            scalar(server),
            scalar(cluster),
            scalar(user),
            scalar(user + "@" + cluster),
            base64(certPem),
            base64(keyPem));
  }

  /**
   * A file that was made for somebody.
   *
   * @param issued the certificate inside
   */
  public record Granted(String text, Issued issued) {
    @Override
    public String toString() {
      return "Granted" + issued.certificate().getSubjectX500Principal();
    }
  }

  /**
   * A client of the API with a new key, which is in the text and nowhere else.
   *
   * @param user the certificate's common name
   * @param groups the certificate's organizations
   * @param lifetime how long it opens the door; it cannot be taken back before
   */
  public static Granted grant(
      CertificateStore store,
      String server,
      String user,
      List<String> groups,
      KeyKind keys,
      Instant now,
      Duration lifetime) {
    Leaf leaf =
        new Leaf(
            "kubeconfig",
            Authority.CLUSTER,
            user,
            groups,
            Set.of(Leaf.Usage.CLIENT),
            List.of(),
            List.of());
    KeyPair pair = KeyPairs.generate(keys);
    Issued issued = store.issue(leaf, pair.getPublic(), now, lifetime);
    String text =
        render(
            server,
            store.authority(Authority.CLUSTER).trustPem(),
            issued.pem(),
            KeyFile.privatePem(pair),
            store.cluster().value(),
            user);
    return new Granted(text, issued);
  }

  private static String base64(String pem) {
    return Base64.getEncoder().encodeToString(pem.getBytes(StandardCharsets.UTF_8));
  }

  /** Plain where every YAML reader takes it for a text, and in double quotes otherwise. */
  private static String scalar(String text) {
    boolean plain =
        text.matches("[A-Za-z][-A-Za-z0-9._@:/]*[A-Za-z0-9]")
            && !text.contains(": ")
            && !text.matches("(?i)true|false|yes|no|on|off|null");
    if (plain) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ' || c == 0x7f) {
                quoted.append("\\x%02x".formatted(c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
