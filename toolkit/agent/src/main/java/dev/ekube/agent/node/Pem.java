package dev.ekube.agent.node;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Keys and certificates as text (RFC 7468). */
public final class Pem {
  private Pem() {}

  /** Lines of 64 characters between BEGIN and END. */
  public static String write(String label, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----\n";
  }

  /** Every certificate of the text, in its order. */
  public static List<X509Certificate> certificates(String pem) throws GeneralSecurityException {
    byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
    List<X509Certificate> chain = new ArrayList<>();
    for (var certificate :
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(bytes))) {
      chain.add((X509Certificate) certificate);
    }
    return chain;
  }

  /** A private key of either kind in PKCS#8. */
  public static PrivateKey key(String pem) throws GeneralSecurityException {
    String body = pem.replaceAll("-----[A-Z ]+-----", "");
    try {
      var spec = new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(body));
      try {
        return KeyFactory.getInstance("EC").generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // It names its algorithm within, which only one of the two takes.
        return KeyFactory.getInstance("RSA").generatePrivate(spec);
      }
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not a key in PEM", e);
    }
  }
}
