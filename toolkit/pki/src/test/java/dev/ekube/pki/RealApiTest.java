package dev.ekube.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.kubeadm.Authority;
import dev.ekube.kubeadm.Leaf;
import dev.ekube.kubeadm.Leaves;
import dev.ekube.model.ClusterName;
import dev.ekube.model.KeyKind;
import dev.ekube.model.RealBinary;
import dev.ekube.pki.Programs.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Judged by three real etcd members, a real API server and kubectl. */
class RealApiTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir static Path folder;

  private static CertificateStore store;
  private static RealServers servers;
  private static List<String> etcd;
  private static String api;
  private static Path masters;

  @BeforeAll
  static void form() throws Exception {
    RealBinary.need("kubectl");
    RealBinary.need("kube-apiserver");
    Instant now = Instant.now();
    store =
        CertificateStore.open(
                folder.resolve("state/pki"),
                new ClusterName("demo"),
                KeyKind.ECDSA_P256,
                Lifetimes.KUBEADM.authority(),
                now)
            .store();
    Path pki = ControlNodePki.write(store, KeyKind.ECDSA_P256, now, folder.resolve("kubernetes"));
    servers = new RealServers(pki, Files.createDirectories(folder.resolve("servers")));
    etcd = servers.etcd(3);
    api = servers.api(etcd.getFirst());
    masters = kubeconfig(Moments.leaf(Leaves.MANAGER_API_CLIENT));
    HttpClient manager = client(Leaves.MANAGER_API_CLIENT);
    await(() -> get(manager, api + "/readyz").statusCode() == 200);
  }

  @AfterAll
  static void stop() {
    if (servers != null) {
      servers.close();
    }
  }

  @Test
  void etcdTakesItsOwnAuthoritysClientsAndNoOthers() throws Exception {
    for (String member : etcd) {
      HttpResponse<String> status =
          post(client(Leaves.MANAGER_ETCD_CLIENT), member + "/v3/maintenance/status", "{}");
      assertThat(status.statusCode()).isEqualTo(200);
      assertThat(status.body()).as("a leader was found over peer TLS").contains("\"leader\":\"");
    }
    HttpClient foreign =
        HttpClient.newBuilder()
            .sslContext(
                identity(Leaves.MANAGER_API_CLIENT)
                    .trusting(store.authority(Authority.ETCD).trusted())
                    .context())
            .build();
    assertThatThrownBy(() -> post(foreign, etcd.getFirst() + "/v3/maintenance/status", "{}"))
        .isInstanceOf(IOException.class);
  }

  @Test
  void renewedCertificatesAreShownWithoutARestart() throws Exception {
    X509Certificate server = renew(Leaves.API_SERVER, "apiserver.crt");
    X509Certificate member = renew(Leaves.ETCD_SERVER, "etcd/server.crt");

    assertThat(shown(Leaves.MANAGER_ETCD_CLIENT, etcd.getFirst() + "/version"))
        .as("etcd reads it for every connection")
        .isEqualTo(member);
    await(() -> shown(Leaves.MANAGER_API_CLIENT, api + "/readyz").equals(server));
  }

  /** Another certificate for the key that is there already, put in place by a rename. */
  private static X509Certificate renew(String leaf, String file) throws Exception {
    Path path = folder.resolve("kubernetes/pki").resolve(file);
    byte[] der = Pem.blocks(Files.readString(path)).getFirst().der().toArray();
    Issued issued =
        store.issue(
            Moments.leaf(leaf),
            CertificateMaker.parse(der).getPublicKey(),
            Instant.now(),
            Duration.ofDays(9));
    Path aside = Files.writeString(path.resolveSibling("new"), issued.pem());
    Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE);
    return issued.certificate();
  }

  private static Certificate shown(String leaf, String url) throws Exception {
    return get(client(leaf), url).sslSession().orElseThrow().getPeerCertificates()[0];
  }

  @Test
  void kubectlIsWhomTheKubeconfigSays() throws Exception {
    Leaf leaf =
        new Leaf(
            "jane",
            Authority.CLUSTER,
            "jane",
            List.of("kubeadm:cluster-admins", "users"),
            java.util.Set.of(Leaf.Usage.CLIENT),
            List.of(),
            List.of());
    Path jane = kubeconfig(leaf);
    assertThat(kubectl(jane, "auth", "whoami", "-o", "json").text())
        .contains("\"username\": \"jane\"", "kubeadm:cluster-admins", "users");
    assertThat(kubectl(jane, "get", "namespaces").exitCode()).isNotZero();

    Run bound =
        kubectl(
            masters,
            "create",
            "clusterrolebinding",
            "kubeadm:cluster-admins",
            "--clusterrole=cluster-admin",
            "--group=kubeadm:cluster-admins");
    assertThat(bound.exitCode()).as(bound.text()).isZero();
    assertThat(kubectl(jane, "get", "namespaces").text()).contains("kube-system");
  }

  @Test
  void tokensOfServiceAccountsAreSignedAndVerified() throws Exception {
    kubectl(masters, "create", "serviceaccount", "robot", "-n", "default");
    String token = kubectl(masters, "create", "token", "robot", "-n", "default").text().strip();

    assertThat(review(token)).contains("system:serviceaccount:default:robot");
  }

  /** The token's own answer, by the API's TokenReview. */
  private static String review(String token) throws Exception {
    return post(
            client(Leaves.MANAGER_API_CLIENT),
            api + "/apis/authentication.k8s.io/v1/tokenreviews",
            "{\"apiVersion\":\"authentication.k8s.io/v1\",\"kind\":\"TokenReview\","
                + "\"spec\":{\"token\":\""
                + token
                + "\"}}")
        .body();
  }

  @Test
  void anApprovedRequestIsSignedAndTakenByTheApi() throws Exception {
    KeyPair pair = KeyPairs.generate(KeyKind.ECDSA_P256);
    var request =
        Requests.of(
            pair,
            SubjectName.of("system:node:control0", List.of("system:nodes")),
            List.of(new GeneralName(GeneralName.dNSName, "control0")));
    String pem = Pem.text(Pem.CERTIFICATE_REQUEST, request.toArray());
    Path object = folder.resolve("csr.yaml");
    Files.writeString(
        object,
        """
        apiVersion: certificates.k8s.io/v1
        kind: CertificateSigningRequest
        metadata: {name: control0}
        spec:
          signerName: kubernetes.io/kubelet-serving
          usages: [digital signature, server auth]
          request: %s
        """
            .formatted(base64(pem)));
    Path node = kubeconfig(Moments.leaf(Leaves.KUBELET));
    assertThat(kubectl(node, "create", "-f", object.toString()).text()).contains("created");
    assertThat(kubectl(masters, "certificate", "approve", "control0").text()).contains("approved");

    Signing signing =
        new ApprovedSigner(store.authority(Authority.CLUSTER), () -> Moments.YEAR)
            .sign(
                new ApprovedRequest(
                    "kubernetes.io/kubelet-serving",
                    List.of("digital signature", "server auth"),
                    "system:node:control0",
                    List.of("system:nodes", "system:authenticated"),
                    request,
                    OptionalInt.empty()),
                Instant.now());
    String certificate = ((Signing.Signed) signing).issued().pem();
    Run patched =
        kubectl(
            masters,
            "patch",
            "csr",
            "control0",
            "--subresource=status",
            "--type=merge",
            "-p",
            "{\"status\":{\"certificate\":\"" + base64(certificate) + "\"}}");

    assertThat(patched.exitCode()).as(patched.text()).isZero();
    assertThat(kubectl(masters, "get", "csr", "control0").text()).contains("Approved,Issued");
  }

  private static Run kubectl(Path kubeconfig, String... arguments) throws Exception {
    List<Object> command = new java.util.ArrayList<>();
    command.add(RealBinary.need("kubectl"));
    command.add("--kubeconfig=" + kubeconfig);
    command.add("--cache-dir=" + folder.resolve("cache"));
    command.addAll(List.of(arguments));
    return Programs.run(command.toArray());
  }

  private static Path kubeconfig(Leaf leaf) throws IOException {
    KeyPair pair = KeyPairs.generate(KeyKind.ECDSA_P256);
    Issued issued = store.issue(leaf, pair.getPublic(), Instant.now(), Duration.ofHours(8));
    String text =
        Kubeconfig.render(
            api,
            store.authority(Authority.CLUSTER).trustPem(),
            issued.pem(),
            KeyFile.privatePem(pair),
            "demo",
            leaf.commonName());
    return Files.writeString(folder.resolve(leaf.name() + ".kubeconfig"), text);
  }

  private static TlsIdentity identity(String leaf) {
    Leaf made = Moments.leaf(leaf);
    return TlsIdentity.create(
        store.authority(made.authority()),
        made,
        KeyKind.ECDSA_P256,
        Instant.now(),
        Duration.ofHours(8));
  }

  private static HttpClient client(String leaf) {
    return HttpClient.newBuilder()
        .sslContext(identity(leaf).context())
        .connectTimeout(Duration.ofSeconds(5))
        .build();
  }

  private static HttpResponse<String> get(HttpClient client, String url) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> post(HttpClient client, String url, String body)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return client.send(request, BodyHandlers.ofString());
  }

  private static String base64(String text) {
    return Base64.getEncoder()
        .encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  /** Something that may not work yet. */
  private interface Attempt {
    boolean works() throws Exception;
  }

  private static void await(Attempt attempt) throws InterruptedException {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (System.nanoTime() < end) {
      try {
        if (attempt.works()) {
          return;
        }
      } catch (IOException e) {
        // It does not listen yet.
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      } catch (Exception e) {
        throw new AssertionError(e);
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    throw new AssertionError("the API server is not ready: " + servers.said());
  }
}
