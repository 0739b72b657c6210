package dev.ekube.manager.net;

import dev.ekube.manager.log.Log;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;

/** Accepts connections over TLS 1.3 and gives each two virtual threads. */
public final class Listener implements Closeable {
  private static final int BACKLOG = 2048;
  private static final long SWEEP_MILLIS = 100;

  private final ServerSocket server;
  private final SSLContext tls;
  private final Reception reception;
  private final Limits limits;
  private final Gate gate;
  private final Log log;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Listener(
      ServerSocket server, SSLContext tls, Reception reception, Limits limits, Log log) {
    this.server = server;
    this.tls = tls;
    this.reception = reception;
    this.limits = limits;
    this.gate = new Gate(limits);
    this.log = log;
  }

  /** Listens from now on; port 0 takes one that is free. */
  public static Listener open(
      InetSocketAddress at, SSLContext tls, Reception reception, Limits limits, Log log)
      throws IOException {
    ServerSocket server = new ServerSocket();
    try {
      server.setReuseAddress(true);
      server.bind(at, BACKLOG);
    } catch (IOException e) {
      server.close();
      throw new IOException("tried to listen on " + at + " but " + Words.of(e), e);
    }
    Listener listener = new Listener(server, tls, reception, limits, log);
    listener.start();
    return listener;
  }

  private void start() {
    Thread.ofPlatform().name("accept").start(this::accept);
    Thread.ofPlatform().name("sweep").start(this::sweep);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** How many connections there are, and how many of them are strangers'. */
  public Map<String, Integer> counts() {
    return Map.of("all", gate.inside(), "strangers", gate.strangers());
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        admit(server.accept());
      } catch (IOException e) {
        // Out of file descriptors, or a peer that left again: the others are served on.
        if (!server.isClosed()) {
          log.warn("accept failed", Map.of("why", Words.of(e)));
        }
      }
    }
  }

  private void admit(Socket socket) throws IOException {
    InetSocketAddress from = (InetSocketAddress) socket.getRemoteSocketAddress();
    Optional<String> refusal = reception.turnAway(from);
    long now = System.nanoTime();
    if (refusal.isEmpty()) {
      refusal = gate.enter(from.getAddress(), now);
    }
    if (refusal.isPresent()) {
      log.refused(from, refusal.get());
      // A reset leaves nothing behind on this side.
      socket.setSoLinger(true, 0);
      socket.close();
      return;
    }
    Connection connection = new Connection(socket, limits, gate, now);
    connections.add(connection);
    Thread.ofVirtual().name("peer " + from).start(() -> serve(connection, socket, from));
  }

  private void serve(Connection connection, Socket bare, InetSocketAddress from) {
    Optional<Guest> guest = Optional.empty();
    String why = "the peer has closed";
    // Closed by end() alone, after the reason is known: the thread that writes would otherwise
    // find the socket closed first, and that would be all that anybody learned.
    try {
      bare.setTcpNoDelay(true);
      bare.setKeepAlive(true);
      SSLSocket socket = handshake(bare);
      guest = Optional.of(reception.welcome(connection, peer(from, socket.getSession())));
      Thread.ofVirtual().name("to " + from).start(() -> connection.write(socket));
      connection.read(socket.getInputStream(), guest.get());
    } catch (IOException | Unwelcome | RuntimeException e) {
      why = e instanceof Unwelcome ? String.valueOf(e.getMessage()) : Words.of(e);
    } catch (InterruptedException e) {
      why = "the service stops";
    } finally {
      end(connection, guest, from, why);
    }
  }

  private void end(
      Connection connection, Optional<Guest> guest, InetSocketAddress from, String why) {
    String reason = connection.ending(why);
    connection.end(reason);
    connections.remove(connection);
    gate.leave(from.getAddress(), connection.isStranger());
    guest.ifPresentOrElse(known -> known.gone(reason), () -> log.refused(from, reason));
  }

  private SSLSocket handshake(Socket bare) throws IOException {
    SSLSocket socket =
        (SSLSocket) tls.getSocketFactory().createSocket(bare, InputStream.nullInputStream(), true);
    socket.setUseClientMode(false);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3"});
    parameters.setWantClientAuth(true);
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static Peer peer(InetSocketAddress from, SSLSession session) {
    Optional<X509Certificate> certificate = Optional.empty();
    try {
      certificate = Optional.of((X509Certificate) session.getPeerCertificates()[0]);
    } catch (SSLPeerUnverifiedException e) {
      // No certificate was shown: a stranger, who may only enrol.
      return new Peer(from, serverName(session), certificate);
    }
    return new Peer(from, serverName(session), certificate);
  }

  /** The server name that the peer asked for; empty when it named none. */
  public static String serverName(SSLSession session) {
    if (session instanceof ExtendedSSLSession extended) {
      List<String> names =
          extended.getRequestedServerNames().stream()
              .filter(SNIHostName.class::isInstance)
              .map(name -> ((SNIHostName) name).getAsciiName())
              .toList();
      return names.isEmpty() ? "" : names.getFirst();
    }
    return "";
  }

  private void sweep() {
    try {
      while (!stopped.await(SWEEP_MILLIS, TimeUnit.MILLISECONDS)) {
        long now = System.nanoTime();
        connections.forEach(connection -> connection.sweep(now));
      }
    } catch (InterruptedException e) {
      log.error("the sweeper was interrupted", Map.of());
    }
  }

  /** Stops listening and ends every connection. */
  @Override
  public void close() throws IOException {
    server.close();
    stopped.countDown();
    connections.forEach(connection -> connection.end("the service stops"));
  }
}
