package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.KeyKind;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Authorities that apply makes, and kubeconfigs that are made of them. */
class KubeconfigVerbTest {
  private static final String CLUSTER = "var/lib/ekube/clusters/demo/";

  @TempDir Path folder;

  private Shell shell;
  private Path file;

  @BeforeEach
  void example() {
    shell = new Shell(folder);
    file = shell.copyOf("quickstart");
  }

  @Test
  void beforeTheFirstApplyThereIsNothingToSignWith() {
    Shell.Run run = shell.inSandbox("kubeconfig", file);

    assertThat(run.exitCode()).isEqualTo(4);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("no certificate authorities", "ekube apply");
    assertThat(shell.sandbox(CLUSTER + "pki")).doesNotExist();
  }

  @Test
  void applyMakesTheAuthoritiesOnceAndTellsAgentsOfThem() throws Exception {
    Path agent = shell.sandbox("var/lib/warewulf/overlays/ekube-demo");
    shell.inSandbox("plan", file);
    shell.inSandbox("apply", "--dry-run", file);
    assertThat(shell.sandbox(CLUSTER + "pki")).doesNotExist();

    Shell.Run first = shell.inSandbox("apply", "--yes", file);
    String told = agentConfiguration(agent);
    Shell.Run second = shell.inSandbox("apply", "--yes", file);

    assertThat(first.err()).containsOnlyOnce("made the certificate authorities of cluster demo");
    assertThat(told).containsPattern("\n  \"ca\": \"sha256:[0-9a-f]{64}\",\n");
    assertThat(second.out()).isEqualTo("cluster demo: no changes\n");
    assertThat(second.err()).doesNotContain("made the certificate");
    assertThat(agentConfiguration(agent)).isEqualTo(told);
    assertThat(shell.inSandbox("render", "-o", folder.resolve("r"), file).exitCode()).isZero();
    assertThat(folder.resolve("r/overlays/ekube-demo/etc/ekube/agent.json")).hasContent(told);
  }

  @Test
  void lostAuthoritiesStopAnApply() throws Exception {
    shell.inSandbox("apply", "--yes", file);
    Files.move(shell.sandbox(CLUSTER + "pki"), folder.resolve("away"));

    for (String verb : List.of("plan", "apply", "kubeconfig")) {
      Shell.Run run = shell.inSandbox(verb, file);
      assertThat(run.exitCode()).as(verb).isEqualTo(4);
      assertThat(run.err()).contains("is gone", "backup");
    }
    Files.move(folder.resolve("away"), shell.sandbox(CLUSTER + "pki"));
    assertThat(shell.inSandbox("apply", "--yes", file).out()).contains("no changes");
  }

  @Test
  void anAdministratorsIsOnStdout() throws Exception {
    shell.inSandbox("apply", "--yes", file);

    Shell.Run run = shell.inSandbox("kubeconfig", file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .startsWith("apiVersion: v1\n")
        .contains("server: https://10.0.0.99:8443\n", "current-context: kubernetes-admin@demo\n");
    X509Certificate certificate = certificate(run.out());
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=kubernetes-admin,O=kubeadm:cluster-admins");
    assertThat(certificate.getNotAfter().toInstant())
        .isBetween(
            Instant.now().plus(Duration.ofHours(7)), Instant.now().plus(Duration.ofHours(8)));
    assertThat(run.err()).startsWith("kubernetes-admin (kubeadm:cluster-admins) until 20");
  }

  @Test
  void anotherUsersIsInAFileOfTheirOwn() throws Exception {
    shell.inSandbox("apply", "--yes", file);
    Path target = Files.writeString(folder.resolve("jane.conf"), "old");

    Shell.Run run =
        shell.inSandbox(
            "kubeconfig",
            "--user",
            "jane",
            "--group",
            "a",
            "--group",
            "b c",
            "--ttl",
            "30d",
            "-o",
            target,
            file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).isEmpty();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(target)))
        .isEqualTo("rw-------");
    X509Certificate certificate = certificate(Files.readString(target));
    assertThat(certificate.getSubjectX500Principal().getName()).isEqualTo("CN=jane,O=a+O=b c");
    assertThat(Files.readAllLines(shell.sandbox(CLUSTER + "audit.jsonl")))
        .singleElement()
        .asString()
        .contains(
            "\"what\":\"kubeconfig\"",
            "\"user\":\"jane\"",
            "\"groups\":\"a,b c\"",
            "\"serial\":\"" + certificate.getSerialNumber().toString(16) + "\"");
    try (Stream<Path> left = Files.list(folder)) {
      assertThat(left.filter(path -> path.toString().endsWith(".new"))).isEmpty();
    }
  }

  @Test
  void keysAreOfTheKindAskedForAndAuthoritiesStay() throws Exception {
    String ecdsa = Files.readString(file);
    Files.writeString(file, ecdsa + "security: {keys: RSA-2048}\n");
    shell.inSandbox("apply", "--yes", file);
    String authority = Files.readString(shell.sandbox(CLUSTER + "pki/ca.crt"));
    X509Certificate first = certificate(shell.inSandbox("kubeconfig", file).out());
    Files.writeString(file, ecdsa);
    Shell.Run second = shell.inSandbox("apply", "--yes", file);

    assertThat(second.exitCode()).as(second.err()).isZero();
    assertThat(Files.readString(shell.sandbox(CLUSTER + "pki/ca.crt"))).isEqualTo(authority);
    X509Certificate later = certificate(shell.inSandbox("kubeconfig", file).out());
    assertThat(KeyKind.of(first.getPublicKey())).contains(KeyKind.RSA_2048);
    assertThat(KeyKind.of(later.getPublicKey())).contains(KeyKind.ECDSA_P256);
    assertThat(later.getSigAlgName()).isEqualTo("SHA256withRSA");
  }

  @Test
  void aUserWithoutGroupsIsNoAdministrator() throws Exception {
    shell.inSandbox("apply", "--yes", file);

    Shell.Run run = shell.inSandbox("kubeconfig", "--user", "jane", file);

    assertThat(certificate(run.out()).getSubjectX500Principal().getName()).isEqualTo("CN=jane");
  }

  @ParameterizedTest
  @CsvSource({
    "--ttl, 5m, at least 10m",
    "--ttl, 366d, at most 365d",
    "--ttl, soon, is no time",
    "--user, '', 1 to 64",
    "--group, 'a\tb', 1 to 64"
  })
  void badArgumentsAreUsage(String option, String value, String why) {
    Shell.Run run = shell.inSandbox("kubeconfig", option, value, file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains(why);
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidSo() {
    shell.inSandbox("apply", "--yes", file);

    Shell.Run run = shell.inSandbox("kubeconfig", "-o", folder.resolve("no/where"), file);

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.err()).contains("tried to write", "no/where");
  }

  private static String agentConfiguration(Path overlay) throws Exception {
    try (Stream<Path> files = Files.walk(overlay)) {
      Path found = files.filter(path -> path.endsWith("agent.json")).findFirst().orElseThrow();
      return Files.readString(found);
    }
  }

  private static X509Certificate certificate(String kubeconfig) throws Exception {
    Matcher data = Pattern.compile("client-certificate-data: (\\S+)").matcher(kubeconfig);
    assertThat(data.find()).isTrue();
    byte[] pem = Base64.getDecoder().decode(data.group(1));
    assertThat(new String(pem, StandardCharsets.UTF_8)).startsWith("-----BEGIN CERTIFICATE");
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
  }
}
