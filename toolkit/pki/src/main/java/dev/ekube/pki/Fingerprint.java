package dev.ekube.pki;

import dev.ekube.model.Bytes;
import dev.ekube.model.Sha256;
import java.security.cert.X509Certificate;

/**
 * SHA-256 over a certificate's DER, written {@code sha256:} and 64 hex digits: what {@code openssl
 * x509 -fingerprint -sha256} shows, without its colons.
 */
public record Fingerprint(String text) {
  static Fingerprint of(X509Certificate certificate) {
    return new Fingerprint("sha256:" + Sha256.hex(Bytes.of(Issued.der(certificate))));
  }

  @Override
  public String toString() {
    return text;
  }
}
