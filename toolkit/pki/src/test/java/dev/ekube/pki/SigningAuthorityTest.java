package dev.ekube.pki;

import static dev.ekube.pki.Moments.CLUSTER;
import static dev.ekube.pki.Moments.NOW;
import static dev.ekube.pki.Moments.YEAR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.Bytes;
import dev.ekube.model.KeyKind;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an authority signs, and for how long. */
class SigningAuthorityTest {
  private static final KeyPair PAIR = KeyPairs.generate(KeyKind.ECDSA_P256);

  @Test
  void aLeafSaysWhatItsRecordSaysAndNothingOfTheRequest() throws Exception {
    Bytes request =
        Requests.of(
            PAIR,
            SubjectName.of("system:admin", List.of("system:masters")),
            List.of(new GeneralName(GeneralName.dNSName, "evil.example")));

    Signing signing = CLUSTER.issue(Moments.apiServer(), request, NOW, YEAR);

    X509Certificate made = ((Signing.Signed) signing).issued().certificate();
    made.verify(CLUSTER.certificate().getPublicKey());
    assertThat(made.getPublicKey()).isEqualTo(PAIR.getPublic());
    assertThat(made.getSubjectX500Principal().getName()).isEqualTo("CN=kube-apiserver");
    assertThat(made.getSubjectAlternativeNames())
        .extracting(name -> String.valueOf(name.get(1)))
        .containsExactly(
            "control0",
            "kubernetes",
            "kubernetes.default",
            "10.96.0.1",
            "10.0.0.1",
            "0:0:0:0:0:0:0:1");
    assertThat(made.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(made.getBasicConstraints()).isEqualTo(-1);
  }

  @Test
  void itIsBackDatedByADayButNeverBeforeItsAuthority() {
    Instant later = NOW.plus(Duration.ofDays(100));
    X509Certificate fresh = issue(NOW, YEAR);
    X509Certificate aged = issue(later, YEAR);

    assertThat(CLUSTER.certificate().getNotBefore().toInstant())
        .isEqualTo(Instant.parse("2026-03-03T05:06:07Z"));
    assertThat(fresh.getNotBefore()).isEqualTo(CLUSTER.certificate().getNotBefore());
    assertThat(fresh.getNotAfter().toInstant()).isEqualTo(Instant.parse("2027-03-04T05:06:07Z"));
    assertThat(aged.getNotBefore().toInstant()).isEqualTo(Instant.parse("2026-06-11T05:06:07Z"));
    assertThat(issue(NOW.minus(Duration.ofHours(23)), YEAR).getNotBefore())
        .as("with a clock that was set back")
        .isEqualTo(CLUSTER.certificate().getNotBefore());
  }

  @Test
  void aShortOneIsBackDatedByATenthOfItsLife() {
    Instant later = NOW.plus(Duration.ofDays(100));

    assertThat(issue(later, Duration.ofHours(8)).getNotBefore().toInstant())
        .isEqualTo(Instant.parse("2026-06-12T04:18:07Z"));
    assertThat(issue(later, Duration.ofMinutes(10)).getNotBefore().toInstant())
        .isEqualTo(Instant.parse("2026-06-12T05:01:07Z"));
  }

  @Test
  void itNeverOutlivesItsAuthority() {
    Instant nearEnd = CLUSTER.certificate().getNotAfter().toInstant().minusSeconds(60);

    assertThat(issue(nearEnd, YEAR).getNotAfter()).isEqualTo(CLUSTER.certificate().getNotAfter());
  }

  @Test
  void anAuthorityThatDoesNotHoldSignsNothing() {
    Instant end = CLUSTER.certificate().getNotAfter().toInstant();
    Instant before = CLUSTER.certificate().getNotBefore().toInstant().minusSeconds(1);

    assertThatThrownBy(() -> issue(end, YEAR))
        .isInstanceOf(PkiException.class)
        .hasMessageContainingAll("CN=kubernetes", "2036");
    assertThatThrownBy(() -> issue(before, YEAR))
        .isInstanceOfSatisfying(PkiException.class, e -> assertThat(e.hint()).contains("clock"));
  }

  @Test
  void aLeafOfAnotherAuthorityIsAMistake() {
    Leaf foreign = new Leaf("x", Authority.ETCD, "x", List.of(), Set.of(), List.of(), List.of());

    assertThatThrownBy(() -> CLUSTER.issue(foreign, PAIR.getPublic(), NOW, YEAR))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noTwoCertificatesHaveTheSameSerialNumber() {
    assertThat(
            java.util.stream.Stream.generate(() -> issue(NOW, YEAR).getSerialNumber())
                .limit(50)
                .toList())
        .doesNotHaveDuplicates()
        .allMatch(serial -> serial.signum() > 0 && serial.bitLength() <= 128)
        .anyMatch(serial -> serial.bitLength() > 120);
  }

  @ParameterizedTest
  @EnumSource(names = {"ECDSA_P256", "RSA_2048"})
  void everyKindOfKeySigns(KeyKind kind) throws Exception {
    SigningAuthority authority =
        SigningAuthority.create(Authority.ETCD, "etcd-ca", KeyPairs.generate(kind), NOW, YEAR);

    X509Certificate made =
        authority
            .issue(Moments.leaf(Leaves.MANAGER_ETCD_CLIENT), PAIR.getPublic(), NOW, YEAR)
            .certificate();

    made.verify(authority.certificate().getPublicKey());
    assertThat(made.getSigAlgName())
        .isEqualTo(kind == KeyKind.ECDSA_P256 ? "SHA256withECDSA" : "SHA256withRSA");
  }

  @Test
  void onlyKeysOfTheKindsAskedForAreSigned() {
    Bytes ours = Requests.of(PAIR, "whatever", List.of());
    Bytes rsa = Requests.of(KeyPairs.generate(KeyKind.RSA_2048), "whatever", List.of());

    assertThat(sign(ours, Set.of(KeyKind.ECDSA_P256))).isInstanceOf(Signing.Signed.class);
    assertThat(sign(rsa, EnumSet.allOf(KeyKind.class))).isInstanceOf(Signing.Signed.class);
    assertThat(sign(rsa, Set.of(KeyKind.ECDSA_P256)))
        .isEqualTo(new Signing.Refused("its key is RSA-2048 and not ECDSA-P256"));
    assertThat(sign(ours, EnumSet.range(KeyKind.RSA_2048, KeyKind.RSA_3072)))
        .isEqualTo(new Signing.Refused("its key is ECDSA-P256 and not RSA-2048 or RSA-3072"));
  }

  private static Signing sign(Bytes request, Set<KeyKind> kinds) {
    return CLUSTER.issue(Moments.apiServer(), request, kinds, NOW, YEAR);
  }

  private static X509Certificate issue(Instant now, Duration lifetime) {
    return CLUSTER.issue(Moments.apiServer(), PAIR.getPublic(), now, lifetime).certificate();
  }
}
