package dev.ekube.oci.serve;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Files of a server that speaks HTTPS.
 *
 * @param certificate PEM, the server's own first, then those above it
 * @param key PEM, PKCS #8, not encrypted
 */
public record Tls(Path certificate, Path key) {
  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  /** What a server speaks with these files; in words what is wrong with them. */
  public SSLContext context() throws IOException {
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Certificate[] chain =
          factory
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(certificate)))
              .toArray(Certificate[]::new);
      char[] password = new char[0];
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(null, password);
      keys.setKeyEntry("server", privateKey(), password, chain);
      KeyManagerFactory managers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      managers.init(keys, password);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(managers.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "tried to serve with "
              + certificate
              + " and "
              + key
              + " but they are no certificate with its key ("
              + e.getMessage()
              + "); next: name two PEM files that belong together",
          e);
    }
  }

  private PrivateKey privateKey() throws IOException, GeneralSecurityException {
    Matcher found = KEY.matcher(Files.readString(key, StandardCharsets.US_ASCII));
    if (!found.find()) {
      throw new IOException(
          "tried to read "
              + key
              + " but it holds no plain PKCS #8 key; next: openssl pkcs8 -topk8 -nocrypt -in KEY");
    }
    PKCS8EncodedKeySpec encoded =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
    InvalidKeySpecException last = new InvalidKeySpecException("no algorithm was tried");
    for (String algorithm : List.of("EC", "RSA", "Ed25519")) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(encoded);
      } catch (InvalidKeySpecException e) {
        last = e;
      }
    }
    throw new InvalidKeySpecException("the key is neither EC nor RSA nor Ed25519", last);
  }
}
