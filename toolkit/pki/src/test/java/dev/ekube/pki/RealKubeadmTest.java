package dev.ekube.pki;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.ClusterName;
import dev.ekube.model.KeyKind;
import dev.ekube.model.RealBinary;
import dev.ekube.pki.Programs.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Certificate;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Judged by kubeadm and openssl themselves. */
class RealKubeadmTest {
  private static final List<String> FILES =
      List.of(
          "ca.crt",
          "apiserver.crt",
          "apiserver-kubelet-client.crt",
          "apiserver-etcd-client.crt",
          "front-proxy-ca.crt",
          "front-proxy-client.crt",
          "etcd/ca.crt",
          "etcd/server.crt",
          "etcd/peer.crt",
          "etcd/healthcheck-client.crt");

  /** Their values come of keys, and are looked at by whoever follows the chain. */
  private static final Set<ASN1ObjectIdentifier> KEY_IDS =
      Set.of(Extension.subjectKeyIdentifier, Extension.authorityKeyIdentifier);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"ECDSA_P256", "RSA_2048"})
  void everyFieldIsAsKubeadmWritesIt(KeyKind kind) throws Exception {
    Path theirs = folder.resolve("theirs");
    Run made =
        Programs.run(
            RealBinary.need("kubeadm"),
            "init",
            "phase",
            "certs",
            "all",
            "--config",
            configuration(kind, theirs));
    assertThat(made.exitCode()).as(made.text()).isZero();
    Path ours = ControlNodePki.write(store(kind), kind, Instant.now(), folder.resolve("ours"));

    for (String file : FILES) {
      assertThat(fields(ours.resolve(file))).as(file).isEqualTo(fields(theirs.resolve(file)));
    }
    for (String key : List.of("sa.key", "sa.pub")) {
      assertThat(firstLine(ours.resolve(key))).isEqualTo(firstLine(theirs.resolve(key)));
    }
  }

  @Test
  void kubeadmFindsTheCertificatesInOrder() throws Exception {
    Path kubeadm = RealBinary.need("kubeadm");
    Path kubernetes = folder.resolve("kubernetes");
    Path pki =
        ControlNodePki.write(
            store(KeyKind.ECDSA_P256), KeyKind.ECDSA_P256, Instant.now(), kubernetes);

    Run run = Programs.run(kubeadm, "certs", "check-expiration", "--cert-dir", pki);

    assertThat(run.exitCode()).as(run.text()).isZero();
    assertThat(run.text())
        .contains("apiserver-etcd-client", "etcd-healthcheck-client", "front-proxy-client")
        .containsPattern("(?m)^apiserver +\\w+ \\d+, \\d+ \\d+:\\d+ UTC +364d +ca +yes")
        .containsPattern("(?m)^etcd-peer +.* +364d +etcd-ca +yes")
        .containsPattern("(?m)^ca +.* 9y +yes");
  }

  @Test
  void opensslFollowsEveryChainForItsPurpose() throws Exception {
    Path openssl = RealBinary.need("openssl");
    Path pki =
        ControlNodePki.write(
            store(KeyKind.ECDSA_P256), KeyKind.ECDSA_P256, Instant.now(), folder.resolve("k"));

    verify(openssl, pki, "ca.crt", "sslserver", "apiserver.crt");
    verify(openssl, pki, "ca.crt", "sslclient", "apiserver-kubelet-client.crt");
    verify(openssl, pki, "front-proxy-ca.crt", "sslclient", "front-proxy-client.crt");
    verify(openssl, pki, "etcd/ca.crt", "sslserver", "etcd/server.crt");
    verify(openssl, pki, "etcd/ca.crt", "sslclient", "etcd/peer.crt");
    Run wrong =
        Programs.run(
            openssl, "verify", "-CAfile", pki.resolve("ca.crt"), pki.resolve("etcd/peer.crt"));
    assertThat(wrong.exitCode()).as("a chain under another authority").isNotZero();
  }

  /** The steps of docs/certificates.md for replacing an authority. */
  @Test
  void anAuthorityMadeWithOpensslTakesOver() throws Exception {
    Path openssl = RealBinary.need("openssl");
    CertificateStore before = store(KeyKind.ECDSA_P256);
    Path pki = folder.resolve("state/pki");
    String old = Files.readString(pki.resolve("ca.crt"));
    Path key = folder.resolve("new.key");
    Path certificate = folder.resolve("new.crt");
    Programs.run(openssl, "ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key);
    Programs.run(
        openssl,
        "req",
        "-x509",
        "-new",
        "-key",
        key,
        "-sha256",
        "-days",
        "3650",
        "-subj",
        "/CN=kubernetes",
        "-out",
        certificate,
        "-addext",
        "keyUsage=critical,digitalSignature,keyEncipherment,keyCertSign",
        "-addext",
        "basicConstraints=critical,CA:true",
        "-addext",
        "subjectAltName=DNS:kubernetes");

    Files.writeString(pki.resolve("ca.crt"), old + Files.readString(certificate));
    assertThat(store(KeyKind.ECDSA_P256).authority(Authority.CLUSTER).certificate())
        .isEqualTo(before.authority(Authority.CLUSTER).certificate());
    Files.writeString(pki.resolve("ca.crt"), Files.readString(certificate) + old);
    Files.writeString(pki.resolve("ca.key"), Files.readString(key));
    Path node =
        ControlNodePki.write(
            store(KeyKind.ECDSA_P256), KeyKind.ECDSA_P256, Instant.now(), folder.resolve("k"));
    Files.writeString(node.resolve("new.crt"), Files.readString(certificate));

    verify(openssl, node, "new.crt", "sslserver", "apiserver.crt");
  }

  private static void verify(Path openssl, Path pki, String ca, String purpose, String file)
      throws Exception {
    Run run =
        Programs.run(
            openssl,
            "verify",
            "-x509_strict",
            "-purpose",
            purpose,
            "-CAfile",
            pki.resolve(ca),
            pki.resolve(file));
    assertThat(run.text()).contains(file + ": OK");
  }

  private CertificateStore store(KeyKind kind) {
    return CertificateStore.open(
            folder.resolve("state/pki"),
            new ClusterName("demo"),
            kind,
            Lifetimes.KUBEADM.authority(),
            Instant.now())
        .store();
  }

  private Path configuration(KeyKind kind, Path pki) throws IOException {
    Leaf server = Moments.leaf(Leaves.API_SERVER);
    List<String> names = new ArrayList<>(server.dnsNames());
    names.addAll(server.addresses());
    return Files.writeString(
        folder.resolve("kubeadm.yaml"),
        """
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: InitConfiguration
        localAPIEndpoint: {advertiseAddress: 10.0.0.1}
        nodeRegistration: {name: control0}
        ---
        apiVersion: kubeadm.k8s.io/v1beta4
        kind: ClusterConfiguration
        kubernetesVersion: v1.32.1
        encryptionAlgorithm: %s
        controlPlaneEndpoint: vip.kubernetes.local:8443
        certificatesDir: %s
        apiServer:
          certSANs: ["%s"]
        """
            .formatted(kind.word(), pki, String.join("\", \"", names)));
  }

  /** All that a certificate says, but for what two keys and two moments make different. */
  private static List<String> fields(Path file) throws IOException {
    Certificate certificate =
        Certificate.getInstance(Pem.blocks(Files.readString(file)).getFirst().der().toArray());
    var content = certificate.getTBSCertificate();
    List<String> fields = new ArrayList<>();
    fields.add("version " + content.getVersion());
    fields.add("signature " + hex(content.getSignature().getEncoded()));
    fields.add("issuer " + hex(content.getIssuer().getEncoded()));
    fields.add("subject " + hex(content.getSubject().getEncoded()));
    fields.add("key " + content.getSubjectPublicKeyInfo().getAlgorithm().getAlgorithm());
    Extensions extensions = content.getExtensions();
    for (ASN1ObjectIdentifier id : extensions.getExtensionOIDs()) {
      Extension extension = extensions.getExtension(id);
      byte[] value = extension.getExtnValue().getOctets();
      String text = KEY_IDS.contains(id) ? "of " + value.length + " bytes" : hex(value);
      if (id.equals(Extension.subjectAlternativeName)) {
        text = names(value).toString();
      }
      fields.add("extension " + id + (extension.isCritical() ? " critical " : " ") + text);
    }
    return fields;
  }

  /** kubeadm sorts them, which nothing that reads a certificate minds. */
  private static Set<String> names(byte[] extension) {
    Set<String> names = new TreeSet<>();
    for (GeneralName name : GeneralNames.getInstance(extension).getNames()) {
      names.add(name.toString());
    }
    return names;
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static String firstLine(Path file) throws IOException {
    return Arrays.stream(Files.readString(file).split("\n")).findFirst().orElseThrow();
  }
}
