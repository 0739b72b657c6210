package dev.ekube.manager.net;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * All clusters behind one port: the server name that a peer asks for chooses the certificate that
 * it is shown, and the authorities that its own is held against. A peer that names no cluster of
 * this manager gets no handshake.
 */
public final class Identities {
  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Keys keys = new Keys();
  private final Trust trust = new Trust();

  private record Known(Identity identity, X509ExtendedTrustManager trust) {}

  /** Adds a cluster, or puts a renewed certificate in the old one's place. */
  public void put(Identity identity) {
    known.put(identity.serverName(), new Known(identity, trusting(identity)));
  }

  public void remove(String serverName) {
    known.remove(serverName);
  }

  /** A context whose connections see later changes too. */
  public SSLContext context() {
    try {
      SSLContext context = SSLContext.getInstance("TLSv1.3");
      context.init(new KeyManager[] {keys}, new TrustManager[] {trust}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS 1.3", e);
    }
  }

  private Optional<Known> asked(Socket socket) {
    if (socket instanceof SSLSocket tls) {
      return Optional.ofNullable(known.get(Listener.serverName(tls.getHandshakeSession())));
    }
    return Optional.empty();
  }

  private static X509ExtendedTrustManager trusting(Identity identity) {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, new char[0]);
      for (X509Certificate authority : identity.trusted()) {
        store.setCertificateEntry("ca-" + store.size(), authority);
      }
      TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("an authority that was parsed can be trusted", e);
    }
  }

  /** The alias of a key is the server name that it belongs to. */
  private final class Keys extends X509ExtendedKeyManager {
    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return asked(socket)
          .map(Known::identity)
          .filter(identity -> identity.key().getAlgorithm().equals(type))
          .map(Identity::serverName)
          .orElse(null);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return known.get(alias).identity().chain().toArray(X509Certificate[]::new);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return known.get(alias).identity().key();
    }

    @Override
    public String chooseEngineServerAlias(String type, Principal[] issuers, SSLEngine engine) {
      return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[0];
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return null;
    }
  }

  private final class Trust extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      asked(socket)
          .orElseThrow(() -> new CertificateException("no cluster of this name"))
          .trust()
          .checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("only sockets are served");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("only sockets are served");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw new CertificateException("the service is no client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw new CertificateException("the service is no client");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw new CertificateException("the service is no client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
