package dev.ekube.agent.link;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trusts servers whose certificate one certain authority has signed, and nobody else.
 *
 * <p>The manager is known by the SHA-256 fingerprint of its authority, which the overlay carries.
 * The dates of its certificate are not judged: a node that boots may have any time, and takes it
 * from this very connection.
 */
public final class Trust extends X509ExtendedTrustManager {
  private static final String SERVER = "1.3.6.1.5.5.7.3.1";
  private static final int DNS = 2;

  private final Predicate<X509Certificate> isRoot;
  private final List<X509Certificate> known;
  private final Optional<String> name;
  private final boolean dated;

  private Trust(
      Predicate<X509Certificate> isRoot,
      List<X509Certificate> known,
      Optional<String> name,
      boolean dated) {
    this.isRoot = isRoot;
    this.known = List.copyOf(known);
    this.name = name;
    this.dated = dated;
  }

  /**
   * Trusts a server of that name whose chain, as it sends it, ends in that authority.
   *
   * @param sha256 of the authority's certificate in DER, hexadecimal
   */
  public static Trust inFingerprint(String sha256, String name) {
    return new Trust(root -> fingerprint(root).equals(sha256), List.of(), Optional.of(name), false);
  }

  /** Trusts a server whose certificate one of these has signed, and whose dates fit. */
  public static Trust inAuthority(List<X509Certificate> authorities) {
    return new Trust(authorities::contains, authorities, Optional.empty(), true);
  }

  /** SHA-256 of a certificate in lower-case hexadecimal. */
  public static String fingerprint(X509Certificate certificate) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
      return HexFormat.of().formatHex(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a certificate that was read can be written", e);
    }
  }

  private void check(X509Certificate[] chain) throws CertificateException {
    if (chain.length == 0 || chain.length > 8) {
      throw new CertificateException("a chain of " + chain.length + " certificates");
    }
    checkPurpose(chain[0]);
    if (dated) {
      chain[0].checkValidity();
    }
    X509Certificate below = chain[0];
    for (int i = 1; i < chain.length && !isRoot.test(below); i++) {
      checkSigned(below, chain[i]);
      below = chain[i];
    }
    if (isRoot.test(below)) {
      return;
    }
    for (X509Certificate root : known) {
      if (below.getIssuerX500Principal().equals(root.getSubjectX500Principal())) {
        checkSigned(below, root);
        return;
      }
    }
    throw new CertificateException(
        "the server's certificate comes from another authority: " + fingerprint(below));
  }

  private void checkPurpose(X509Certificate leaf) throws CertificateException {
    List<String> purposes = leaf.getExtendedKeyUsage();
    if (purposes == null || !purposes.contains(SERVER)) {
      throw new CertificateException("the certificate is not for a server");
    }
    if (name.isPresent() && !isFor(leaf, name.orElseThrow())) {
      throw new CertificateException("the certificate is not for " + name.orElseThrow());
    }
  }

  private static boolean isFor(X509Certificate leaf, String name)
      throws CertificateParsingException {
    Collection<List<?>> names = leaf.getSubjectAlternativeNames();
    if (names == null) {
      return false;
    }
    for (List<?> alternative : names) {
      if (Integer.valueOf(DNS).equals(alternative.get(0)) && name.equals(alternative.get(1))) {
        return true;
      }
    }
    return false;
  }

  private static void checkSigned(X509Certificate below, X509Certificate above)
      throws CertificateException {
    if (above.getBasicConstraints() < 0) {
      throw new CertificateException("a certificate that is no authority has signed another");
    }
    try {
      below.verify(above.getPublicKey());
    } catch (GeneralSecurityException e) {
      throw new CertificateException("a signature of the chain is wrong", e);
    }
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    check(chain);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
    check(chain);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
      throws CertificateException {
    checkClientTrusted(chain, type);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
    throw new CertificateException("this side has no clients");
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }
}
