package dev.ekube.agent.node;

import dev.ekube.agent.link.Tls;
import dev.ekube.agent.link.Trust;
import dev.ekube.agent.port.Probes;
import dev.ekube.agent.port.Trouble;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Probes by plain sockets: an HTTP client's classes would cost more than all of the rest. */
public final class PortProbes implements Probes {
  private static final int PATIENCE = 1_000;
  private static final int LIMIT = 4_096;

  private String authority = "";
  private Optional<SSLContext> context = Optional.empty();

  @Override
  public boolean accepts(int port) {
    try (Socket socket = open(port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Optional<String> unready(int port, String pem) {
    try (Socket socket = open(port);
        Socket tls = Tls.over(socket, "localhost", port, context(pem))) {
      return trouble(ask(tls, "/readyz"));
    } catch (IOException | GeneralSecurityException e) {
      return Optional.of(Trouble.reason(e));
    }
  }

  @Override
  public Optional<String> unhealthy(int port) {
    try (Socket socket = open(port)) {
      String answer = ask(socket, "/health");
      return answer.contains("\"health\":\"true\"") ? Optional.empty() : trouble(answer);
    } catch (IOException e) {
      return Optional.of(Trouble.reason(e));
    }
  }

  /** Asked over and over with the same authority. */
  private synchronized SSLContext context(String pem) throws GeneralSecurityException {
    if (context.isEmpty() || !authority.equals(pem)) {
      context = Optional.of(Tls.context(Trust.inAuthority(Pem.certificates(pem))));
      authority = pem;
    }
    return context.orElseThrow();
  }

  private static Socket open(int port) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
          PATIENCE);
      socket.setSoTimeout(PATIENCE);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static String ask(Socket socket, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.0\r\nHost: localhost\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    InputStream in = socket.getInputStream();
    return new String(in.readNBytes(LIMIT), StandardCharsets.ISO_8859_1);
  }

  private static Optional<String> trouble(String answer) {
    if (answer.matches("(?s)HTTP/1\\.[01] 200 .*")) {
      return Optional.empty();
    }
    int end = answer.indexOf('\r');
    return Optional.of(end < 0 ? "no answer" : answer.substring(0, end));
  }
}
