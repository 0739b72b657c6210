package dev.ekube.pki;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;

/**
 * A certificate that was signed.
 *
 * @param issuer the authority's own certificate
 */
public record Issued(X509Certificate certificate, X509Certificate issuer) {
  /** The certificate alone: authorities are roots, so kubeadm's files hold no chain either. */
  public String pem() {
    return pem(certificate);
  }

  /** The certificate and its authority, for a peer that pins the authority by its fingerprint. */
  public String chainPem() {
    return pem(certificate) + pem(issuer);
  }

  public byte[] der() {
    return der(certificate);
  }

  static String pem(X509Certificate certificate) {
    return Pem.text(Pem.CERTIFICATE, der(certificate));
  }

  static byte[] der(X509Certificate certificate) {
    try {
      return certificate.getEncoded();
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a parsed certificate has its bytes", e);
    }
  }
}
