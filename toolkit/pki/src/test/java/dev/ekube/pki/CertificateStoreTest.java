package dev.ekube.pki;

import static dev.ekube.pki.Moments.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.kubeadm.Authority;
import dev.ekube.model.ClusterName;
import dev.ekube.model.KeyKind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Making, opening and refusing a store. */
class CertificateStoreTest {
  private static final ClusterName DEMO = new ClusterName("demo");

  @TempDir Path state;
  private Path folder;

  @BeforeEach
  void name() {
    folder = state.resolve("clusters/demo/pki");
  }

  @Test
  void itIsMadeOnceAndOpenedFromThenOn() throws Exception {
    Opening first = open();
    Map<String, String> before = contents();
    Opening second = open();

    assertThat(first).isInstanceOf(Opening.Created.class);
    assertThat(second).isEqualTo(new Opening.Opened(second.store(), List.of()));
    assertThat(contents()).isEqualTo(before).hasSize(StoreLayout.files().size());
    assertThat(second.store().fingerprint()).isEqualTo(first.store().fingerprint());
    assertThat(CertificateStore.find(folder, DEMO)).isPresent();
    assertThat(CertificateStore.fingerprint(folder, DEMO)).contains(first.store().fingerprint());
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    open();

    try (Stream<Path> all = Files.walk(folder.getParent())) {
      assertThat(all)
          .allSatisfy(
              path ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                      .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  @Test
  void theAuthoritiesAreNamedAsKubeadmNamesThem() {
    CertificateStore store = open().store();

    assertThat(Stream.of(Authority.values()).map(a -> name(store, a)))
        .containsExactly("CN=kubernetes", "CN=front-proxy-ca", "CN=etcd-ca", "CN=ekube-demo");
    assertThat(store.fingerprint().text()).matches("sha256:[0-9a-f]{64}");
    assertThat(store.serviceAccountKeys().privatePem()).startsWith("-----BEGIN EC PRIVATE KEY");
    assertThat(store.serviceAccountKeys().publicPem()).startsWith("-----BEGIN PUBLIC KEY");
  }

  @Test
  void nothingIsFoundWhereThereNeverWasOne() {
    assertThat(CertificateStore.find(folder, DEMO)).isEmpty();
    assertThat(CertificateStore.fingerprint(folder, DEMO)).isEmpty();
    assertThat(folder).doesNotExist();
  }

  @Test
  void whatACutRunLeftAsideIsNoStoreAndIsClearedAway() throws Exception {
    Path stage = Files.createDirectories(folder.resolveSibling("pki.new-1234/etcd"));
    Files.writeString(stage.resolve("ca.key"), "half");

    assertThat(open()).isInstanceOf(Opening.Created.class);
    assertThat(stage.getParent()).doesNotExist();
  }

  @Test
  void ofManyThatMakeItAtOnceOneDoes() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      Callable<Opening> task = this::open;
      List<Opening> openings = new java.util.ArrayList<>();
      for (Future<Opening> future : pool.invokeAll(java.util.Collections.nCopies(8, task))) {
        openings.add(future.get());
      }
      assertThat(openings.stream().filter(Opening.Created.class::isInstance)).hasSize(1);
      assertThat(openings.stream().map(o -> o.store().fingerprint()).distinct()).hasSize(1);
    } finally {
      pool.shutdownNow();
    }
    try (Stream<Path> left = Files.list(folder.getParent())) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("pki", "pki.made");
    }
  }

  static List<String> files() {
    return StoreLayout.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void aMissingFileIsNamedAndNotMadeUp(String file) throws Exception {
    open();
    Files.delete(folder.resolve(file));
    Map<String, String> before = contents();

    assertThatThrownBy(this::open)
        .isInstanceOfSatisfying(
            PkiException.class,
            e -> {
              assertThat(e).hasMessageContaining(file + " is missing");
              assertThat(e.hint()).contains("backup");
              assertThat(e.kind()).isEqualTo(PkiException.Kind.REFUSED);
            });
    assertThat(contents()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("files")
  void aDamagedFileIsNamedAndLeftAsItIs(String file) throws Exception {
    open();
    Path path = folder.resolve(file);
    String text = Files.readString(path);
    Files.writeString(path, text.substring(0, text.length() / 2));
    Map<String, String> before = contents();

    assertThatThrownBy(this::open).isInstanceOf(PkiException.class).hasMessageContaining(file);
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void filesOfDifferentStoresAreNotTakenTogether() throws Exception {
    open();
    Path other = state.resolve("other/pki");
    CertificateStore.open(other, DEMO, KeyKind.ECDSA_P256, Moments.YEAR, NOW);
    Files.copy(other.resolve("etcd/ca.key"), replaced("etcd/ca.key"));
    assertThatThrownBy(this::open)
        .hasMessageContaining("etcd/ca.key but it is not the key of etcd/ca.crt");

    Files.copy(other.resolve("etcd/ca.crt"), replaced("etcd/ca.crt"));
    Files.copy(other.resolve("sa.pub"), replaced("sa.pub"));
    assertThatThrownBy(this::open).hasMessageContaining("sa.pub but it does not belong to sa.key");
  }

  @Test
  void theStoreOfAnotherClusterIsRefused() throws Exception {
    open();

    assertThatThrownBy(() -> CertificateStore.find(folder, new ClusterName("prod")))
        .hasMessageContainingAll("service-ca.crt", "CN=ekube-demo", "CN=ekube-prod");
  }

  @Test
  void aLostStoreIsNotReplacedUnasked() throws Exception {
    open();
    assertThat(PrivateFiles.discard(folder)).isTrue();

    assertThatThrownBy(this::open)
        .hasMessageContainingAll(folder + " is gone", "pki.made")
        .isInstanceOfSatisfying(
            PkiException.class, e -> assertThat(e.hint()).contains("backup", "rm "));
    assertThatThrownBy(() -> CertificateStore.find(folder, DEMO)).hasMessageContaining("is gone");
    assertThatThrownBy(() -> CertificateStore.fingerprint(folder, DEMO))
        .hasMessageContaining("is gone");
    assertThat(folder).doesNotExist();

    Files.delete(folder.resolveSibling("pki.made"));
    assertThat(open()).isInstanceOf(Opening.Created.class);
  }

  @Test
  void itIsKnownWhetherTheServiceHasWorkedWithIt() {
    open();
    assertThat(CertificateStore.wasServed(folder)).isFalse();

    CertificateStore.markServed(folder);
    CertificateStore.markServed(folder);

    assertThat(CertificateStore.wasServed(folder)).isTrue();
    assertThat(open()).isInstanceOf(Opening.Opened.class);
  }

  @Test
  void rightsOfOthersAreTakenAwayAndTold() throws Exception {
    open();
    Path key = folder.resolve("etcd/ca.key");
    Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

    assertThat(open())
        .isInstanceOfSatisfying(
            Opening.Opened.class,
            opened -> assertThat(opened.tightened()).containsExactly(folder, key));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(((Opening.Opened) open()).tightened()).isEmpty();
  }

  @Test
  void aLinkIsNotFollowed() throws Exception {
    open();
    Path away = Files.move(folder.resolve("ca.key"), state.resolve("elsewhere.key"));
    Files.createSymbolicLink(folder.resolve("ca.key"), away);

    assertThatThrownBy(this::open).hasMessageContaining("neither a plain file nor a folder");
  }

  @Test
  void aSecondCertificateIsTrustedWhileTheFirstSigns() throws Exception {
    String old = open().store().authority(Authority.CLUSTER).trustPem();
    SigningAuthority next = Moments.authority(Authority.CLUSTER, "kubernetes");
    Files.writeString(folder.resolve("ca.crt"), old + next.trustPem());

    SigningAuthority both = open().store().authority(Authority.CLUSTER);

    assertThat(both.trusted()).hasSize(2);
    assertThat(both.trustPem()).isEqualTo(old + next.trustPem());
    assertThat(Issued.pem(both.certificate())).isEqualTo(old);
  }

  @Test
  void rsaOnRequest() {
    CertificateStore store =
        CertificateStore.open(folder, DEMO, KeyKind.RSA_2048, Moments.YEAR, NOW).store();

    assertThat(store.authority(Authority.ETCD).certificate().getPublicKey().getAlgorithm())
        .isEqualTo("RSA");
    assertThat(store.serviceAccountKeys().privatePem()).startsWith("-----BEGIN RSA PRIVATE KEY");
  }

  private Path replaced(String file) throws Exception {
    Files.delete(folder.resolve(file));
    return folder.resolve(file);
  }

  private Opening open() {
    return CertificateStore.open(
        folder, DEMO, KeyKind.ECDSA_P256, Lifetimes.KUBEADM.authority(), NOW);
  }

  private Map<String, String> contents() throws Exception {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(folder.relativize(file).toString(), Files.readString(file));
      }
    }
    return contents;
  }

  private static String name(CertificateStore store, Authority authority) {
    return store.authority(authority).certificate().getSubjectX500Principal().getName();
  }
}
