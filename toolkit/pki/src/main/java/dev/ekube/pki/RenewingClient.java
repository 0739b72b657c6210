package dev.ekube.pki;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The client's end of TLS in a process that outlives its certificates: each new connection shows
 * one that is not due for renewal yet. Connections that are open stay as they are.
 */
public final class RenewingClient {
  private final Supplier<TlsIdentity> maker;
  private final InstantSource clock;
  private TlsIdentity current;
  private Optional<TlsIdentity> previous = Optional.empty();

  private RenewingClient(Supplier<TlsIdentity> maker, InstantSource clock) {
    this.maker = maker;
    this.clock = clock;
    this.current = maker.get();
  }

  /**
   * A context for such connections, trusting whom the first identity trusts.
   *
   * @param maker makes an identity that holds from now on
   */
  public static SSLContext context(Supplier<TlsIdentity> maker, InstantSource clock) {
    RenewingClient client = new RenewingClient(maker, clock);
    try {
      SSLContext context = SSLContext.getInstance(TlsIdentity.TLS_1_3);
      context.init(
          new KeyManager[] {client.new Keys()}, client.current.trust().getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS 1.3", e);
    }
  }

  private synchronized TlsIdentity fresh() {
    if (current.isDue(clock.instant())) {
      previous = Optional.of(current);
      current = maker.get();
    }
    return current;
  }

  /** A handshake that began with the previous one must end with it: key and chain are one. */
  private synchronized Optional<TlsIdentity> named(String alias) {
    return alias(current).equals(alias)
        ? Optional.of(current)
        : previous.filter(older -> alias(older).equals(alias));
  }

  private static String alias(TlsIdentity identity) {
    return identity.certificate().getSerialNumber().toString();
  }

  /** The alias of a key is the serial number of its certificate. */
  private final class Keys extends X509ExtendedKeyManager {
    private String choose(String[] types) {
      TlsIdentity identity = fresh();
      return List.of(types).contains(identity.key().getAlgorithm()) ? alias(identity) : null;
    }

    @Override
    public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
      return choose(types);
    }

    @Override
    public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
      return choose(types);
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return named(alias).map(TlsIdentity::chain).orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return named(alias).map(TlsIdentity::key).orElse(null);
    }

    @Override
    public String[] getClientAliases(String type, Principal[] issuers) {
      return new String[] {alias(fresh())};
    }

    @Override
    public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
      return null;
    }

    @Override
    public String[] getServerAliases(String type, Principal[] issuers) {
      return new String[0];
    }
  }
}
