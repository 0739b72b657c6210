package dev.ekube.pki;

import dev.ekube.kubeadm.Leaf;
import dev.ekube.model.KeyKind;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManagerFactory;

/**
 * One end of TLS connections: a certificate with its key, and whom it trusts. The key is made here
 * and lies in memory alone, so a renewal is another identity, for connections made from then on.
 */
public final class TlsIdentity {
  static final String TLS_1_3 = "TLSv1.3";
  private static final char[] NO_PASSWORD = new char[0];

  private final Issued issued;
  private final PrivateKey key;
  private final List<X509Certificate> trusted;

  TlsIdentity(Issued issued, PrivateKey key, List<X509Certificate> trusted) {
    this.issued = issued;
    this.key = key;
    this.trusted = List.copyOf(trusted);
  }

  /** A new key and its certificate; trusts the authority that signs it, and no other. */
  public static TlsIdentity create(
      SigningAuthority authority, Leaf leaf, KeyKind keys, Instant now, Duration lifetime) {
    KeyPair pair = KeyPairs.generate(keys);
    return new TlsIdentity(
        authority.issue(leaf, pair.getPublic(), now, lifetime),
        pair.getPrivate(),
        authority.trusted());
  }

  /** The same end, trusting others: both authorities while one is being replaced, for example. */
  TlsIdentity trusting(List<X509Certificate> others) {
    return new TlsIdentity(issued, key, others);
  }

  public X509Certificate certificate() {
    return issued.certificate();
  }

  /** True when it is time to make the next one. */
  public boolean isDue(Instant now) {
    return Renewal.due(
        certificate().getNotBefore().toInstant(), certificate().getNotAfter().toInstant(), now, 0);
  }

  /**
   * For either end. The chain that is shown ends with the authority itself, so that a peer which
   * knows only the authority's fingerprint can find it there.
   */
  public SSLContext context() {
    try {
      KeyStore own = empty();
      own.setKeyEntry("own", key, NO_PASSWORD, chain());
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(own, NO_PASSWORD);
      SSLContext context = SSLContext.getInstance(TLS_1_3);
      context.init(keys.getKeyManagers(), trust().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS 1.3", e);
    }
  }

  X509Certificate[] chain() {
    return new X509Certificate[] {issued.certificate(), issued.issuer()};
  }

  PrivateKey key() {
    return key;
  }

  TrustManagerFactory trust() throws GeneralSecurityException {
    KeyStore others = empty();
    for (int i = 0; i < trusted.size(); i++) {
      others.setCertificateEntry("ca-" + i, trusted.get(i));
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(others);
    return trust;
  }

  /**
   * For the port of agents: TLS 1.3 alone. A client certificate is asked for and verified, but an
   * agent that enrols has none yet; what it may do without one is the service's to say.
   */
  public static SSLParameters agentPort() {
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(new String[] {TLS_1_3});
    parameters.setWantClientAuth(true);
    return parameters;
  }

  private static KeyStore empty() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("an empty key store needs no reading", e);
    }
  }
}
