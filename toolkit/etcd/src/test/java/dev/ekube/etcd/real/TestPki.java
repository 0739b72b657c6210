package dev.ekube.etcd.real;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A CA and one certificate for members and clients on loopback, made by the JDK's keytool. The
 * certificate is good for servers and clients, as kubeadm's for etcd are: the gateway inside etcd
 * is itself a client of etcd and shows the server's certificate.
 */
final class TestPki {
  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final SSLContext client;

  private TestPki(Path folder, SSLContext client) {
    this.folder = folder;
    this.client = client;
  }

  static TestPki in(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path store = folder.resolve("keys.p12");
    keytool(store, "ca", "CN=etcd-ca", "-ext", "bc:c");
    keytool(
        store,
        "member",
        "CN=member",
        "-signer",
        "ca",
        "-ext",
        "san=ip:127.0.0.1",
        "-ext",
        "eku=serverAuth,clientAuth");
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      pem(folder.resolve("ca.crt"), "CERTIFICATE", keys.getCertificate("ca").getEncoded());
      pem(folder.resolve("member.crt"), "CERTIFICATE", keys.getCertificate("member").getEncoded());
      pem(
          folder.resolve("member.key"),
          "PRIVATE KEY",
          keys.getKey("member", PASSWORD.toCharArray()).getEncoded());
      return new TestPki(folder, context(keys));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  SSLContext client() {
    return client;
  }

  List<String> flags() {
    List<String> flags = new ArrayList<>();
    for (String prefix : List.of("--", "--peer-")) {
      flags.add(prefix + "cert-file=" + folder.resolve("member.crt"));
      flags.add(prefix + "key-file=" + folder.resolve("member.key"));
      flags.add(prefix + "trusted-ca-file=" + folder.resolve("ca.crt"));
      flags.add(prefix + "client-cert-auth");
    }
    return flags;
  }

  private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD.toCharArray());
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    KeyStore authorities = KeyStore.getInstance("PKCS12");
    try {
      authorities.load(null, null);
    } catch (IOException e) {
      throw new IllegalStateException("an empty store needs no file", e);
    }
    authorities.setCertificateEntry("ca", keys.getCertificate("ca"));
    trusted.init(authorities);
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static void pem(Path file, String kind, byte[] der) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        file, "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body));
  }

  private static void keytool(Path store, String alias, String name, String... more)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-keystore", store.toString(), "-storetype", "PKCS12"));
    command.addAll(List.of("-storepass", PASSWORD, "-alias", alias, "-dname", name));
    command.addAll(List.of("-keyalg", "EC", "-groupname", "secp256r1"));
    command.addAll(List.of("-startdate", "-1d", "-validity", "30"));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool says " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
