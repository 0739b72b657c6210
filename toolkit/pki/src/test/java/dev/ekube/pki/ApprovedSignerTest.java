package dev.ekube.pki;

import static dev.ekube.pki.Moments.CLUSTER;
import static dev.ekube.pki.Moments.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.kubeadm.Authority;
import dev.ekube.model.Bytes;
import dev.ekube.model.KeyKind;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalInt;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules of Kubernetes' own signers, line by line. */
class ApprovedSignerTest {
  private static final KeyPair PAIR = KeyPairs.generate(KeyKind.ECDSA_P256);
  private static final ApprovedSigner SIGNER = new ApprovedSigner(CLUSTER, () -> Moments.YEAR);

  /** Who asks is the node w0 where the line says nothing; an empty last column is a signature. */
  @ParameterizedTest
  @CsvFileSource(resources = "signers.csv", delimiter = '|', nullValues = "-")
  void rules(
      String signer, String subject, String names, String usages, String by, String refusal) {
    Signing signing =
        SIGNER.sign(
            approved(
                "kubernetes.io/" + signer,
                List.of(usages.split(",")),
                by == null ? "system:node:w0" : by,
                Requests.of(PAIR, subject(subject), names(names)),
                OptionalInt.empty()),
            NOW);

    if (refusal == null) {
      assertThat(signing)
          .isInstanceOfSatisfying(Signing.Signed.class, signed -> assertSound(signed, usages));
    } else {
      assertThat(signing)
          .isInstanceOfSatisfying(
              Signing.Refused.class, refused -> assertThat(refused.why()).contains(refusal));
    }
  }

  private static void assertSound(Signing.Signed signed, String usages) {
    X509Certificate made = signed.issued().certificate();
    assertThat(made.getPublicKey()).isEqualTo(PAIR.getPublic());
    assertThat(made.getKeyUsage() != null && made.getKeyUsage()[0])
        .isEqualTo(usages.contains("digital signature"));
    assertThat(made.getBasicConstraints()).isEqualTo(-1);
    assertThat(made.getIssuerX500Principal())
        .isEqualTo(CLUSTER.certificate().getSubjectX500Principal());
  }

  @Test
  void namesAndSubjectArePassedOn() throws Exception {
    Bytes request =
        Requests.of(
            PAIR, subject("system:nodes=system:node:w0"), names("ip:10.0.0.7,dns:w0,dns:w0.x"));

    X509Certificate made = signed(request, OptionalInt.empty(), NOW);

    assertThat(made.getSubjectX500Principal().getName())
        .isEqualTo("CN=system:node:w0,O=system:nodes");
    assertThat(made.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly("w0", "w0.x", "10.0.0.7");
    assertThat(made.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
  }

  /** The controller manager's bounds: at least ten minutes, at most a year. */
  @ParameterizedTest
  @CsvSource({"-5, 600", "1, 600", "600, 600", "86400, 86400", "99999999, 31536000"})
  void lifetimes(int asked, long seconds) {
    Bytes request = Requests.of(PAIR, subject("system:nodes=system:node:w0"), names("dns:w0"));
    Instant now = NOW.plus(Duration.ofDays(9));

    X509Certificate made = signed(request, OptionalInt.of(asked), now);

    assertThat(Duration.between(now, made.getNotAfter().toInstant()).plusSeconds(1).toSeconds())
        .isEqualTo(seconds);
    assertThat(Renewal.due(made.getNotBefore().toInstant(), made.getNotAfter().toInstant(), now, 1))
        .as("it is not old when it is new")
        .isFalse();
  }

  @Test
  void badBytesAreRefused() {
    assertThat(
            SIGNER.sign(
                approved(
                    "kubernetes.io/kubelet-serving",
                    List.of("server auth"),
                    "x",
                    Bytes.ofUtf8("-----BEGIN"),
                    OptionalInt.empty()),
                NOW))
        .isEqualTo(new Signing.Refused("the request is not DER"));
  }

  @Test
  void anExpiredAuthorityRefuses() {
    Instant end = CLUSTER.certificate().getNotAfter().toInstant();
    Bytes request = Requests.of(PAIR, subject("a=jane"), List.of());

    assertThat(
            SIGNER.sign(
                approved(
                    "kubernetes.io/kube-apiserver-client",
                    List.of("client auth"),
                    "jane",
                    request,
                    OptionalInt.empty()),
                end))
        .isInstanceOfSatisfying(
            Signing.Refused.class, refused -> assertThat(refused.why()).contains("does not hold"));
  }

  @Test
  void onlyTheClustersAuthoritySignsThem() {
    SigningAuthority etcd = Moments.authority(Authority.ETCD, "etcd-ca");

    assertThatThrownBy(() -> new ApprovedSigner(etcd, () -> Moments.YEAR))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(ApprovedSigner.knows("example.com/mine")).isFalse();
    assertThat(ApprovedSigner.knows("kubernetes.io/kubelet-serving")).isTrue();
  }

  private static X509Certificate signed(Bytes request, OptionalInt seconds, Instant now) {
    ApprovedRequest approved =
        approved(
            "kubernetes.io/kubelet-serving",
            List.of("digital signature", "server auth"),
            "system:node:w0",
            request,
            seconds);
    return ((Signing.Signed) SIGNER.sign(approved, now)).issued().certificate();
  }

  private static ApprovedRequest approved(
      String signer, List<String> usages, String by, Bytes request, OptionalInt seconds) {
    List<String> groups =
        by.startsWith("system:node:")
            ? List.of("system:nodes", "system:authenticated")
            : List.of("system:authenticated");
    return new ApprovedRequest(signer, usages, by, groups, request, seconds);
  }

  private static X500Name subject(String text) {
    if (text.contains("CN=")) {
      return new X500Name(text);
    }
    String[] parts = text.split("=", 2);
    List<String> organizations = parts[0].isEmpty() ? List.of() : List.of(parts[0].split(";"));
    return SubjectName.of(parts[1], organizations);
  }

  private static List<GeneralName> names(String text) {
    if (text == null) {
      return List.of();
    }
    return List.of(text.split(",")).stream().map(ApprovedSignerTest::name).toList();
  }

  private static GeneralName name(String text) {
    String[] parts = text.split(":", 2);
    int kind =
        switch (parts[0]) {
          case "dns" -> GeneralName.dNSName;
          case "ip" -> GeneralName.iPAddress;
          case "mail" -> GeneralName.rfc822Name;
          default -> GeneralName.uniformResourceIdentifier;
        };
    return new GeneralName(kind, parts[1]);
  }
}
