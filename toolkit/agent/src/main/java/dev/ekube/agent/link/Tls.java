package dev.ekube.agent.link;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** TLS 1.3 over a socket. */
public final class Tls {
  private Tls() {}

  /** A context of a client that shows no certificate. */
  public static SSLContext context(Trust trust) throws GeneralSecurityException {
    return context(trust, new KeyManager[0]);
  }

  static SSLContext context(Trust trust, KeyManager... keys) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLSv1.3");
    context.init(keys, new TrustManager[] {trust}, null);
    return context;
  }

  /** The handshake over a connected socket; closing either closes both. */
  public static SSLSocket over(Socket socket, String name, int port, SSLContext context)
      throws IOException {
    SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, name, port, true);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setServerNames(List.of(new SNIHostName(name)));
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }
}
