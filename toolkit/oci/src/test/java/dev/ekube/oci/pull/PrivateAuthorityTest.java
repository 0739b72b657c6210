package dev.ekube.oci.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ekube.oci.fake.FakeImage;
import dev.ekube.oci.fake.FakeRegistry;
import dev.ekube.oci.fake.Shelf;
import dev.ekube.oci.registry.Mirror;
import dev.ekube.oci.registry.Proxies;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.auth.Logins;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry whose certificate nobody else knows. */
class PrivateAuthorityTest {
  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final FakeImage IMAGE = FakeImage.docker("one", FakeImage.bytes(1, 70_000));

  @TempDir private Path folder;

  @Test
  void itsAuthorityIsTrustedWhereItIsNamedAndNowhereElse() throws Exception {
    KeyStore keys = keys();
    Path ca = folder.resolve("ca.pem");
    String certificate =
        Base64.getMimeEncoder().encodeToString(keys.getCertificate("one").getEncoded());
    Files.writeString(
        ca, "-----BEGIN CERTIFICATE-----\n" + certificate + "\n-----END CERTIFICATE-----\n");
    try (FakeRegistry registry = new FakeRegistry(new Shelf(IMAGE), listening(keys))) {
      URI base = URI.create("https://" + registry.authority());
      Site trusting = site("one", new Mirror(base, Optional.of(ca)));
      trusting.pull(registry.authority(), IMAGE);
      assertThat(trusting.holds(IMAGE)).isTrue();
      Site strange = site("other", new Mirror(base, Optional.empty()));
      assertThatThrownBy(() -> strange.pull(registry.authority(), IMAGE))
          .hasMessageContaining("but TLS failed: ")
          .hasMessageContaining("; next: name the registry's certificate authority");
    }
  }

  private Site site(String name, Mirror mirror) throws Exception {
    return new Site(
        folder.resolve(name),
        new Registries(
            Map.of(mirror.base().getAuthority(), List.of(mirror)),
            List.of(),
            Proxies.NONE,
            Logins.NONE,
            Site.QUICK));
  }

  private static ServerSocket listening(KeyStore keys) throws Exception {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context
        .getServerSocketFactory()
        .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private KeyStore keys() throws Exception {
    Path store = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "one",
                "-keyalg",
                "EC",
                "-dname",
                "CN=registry",
                "-ext",
                "san=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit",
                "-keystore",
                store.toString())
            .redirectErrorStream(true)
            .start();
    String words = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(words).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream content = Files.newInputStream(store)) {
      keys.load(content, PASSWORD);
    }
    return keys;
  }
}
