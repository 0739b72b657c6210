package dev.ekube.agent.node;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** Public keys as text. */
final class PublicKeys {
  private PublicKeys() {}

  static PublicKey read(String pem) throws GeneralSecurityException {
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
      var spec = new X509EncodedKeySpec(der);
      try {
        return KeyFactory.getInstance("EC").generatePublic(spec);
      } catch (InvalidKeySpecException e) {
        // It names its algorithm within, which only one of the two takes.
        return KeyFactory.getInstance("RSA").generatePublic(spec);
      }
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not a public key in PEM", e);
    }
  }
}
