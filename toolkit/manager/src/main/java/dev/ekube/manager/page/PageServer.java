package dev.ekube.manager.page;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ekube.manager.Service;
import dev.ekube.manager.port.Stock;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLContext;

/**
 * The page's own HTTP server, on threads and connections of its own: whatever its readers do, nodes
 * are heard as before.
 */
public final class PageServer implements Closeable {
  private static final int BACKLOG = 64;

  private final HttpServer server;
  private final ExecutorService threads;
  private final AtomicBoolean ended;
  private final Path address;

  /**
   * Where the page is.
   *
   * @param at where it listens; port 0 takes one that is free
   * @param tls absent: plain HTTP, which is for loopback alone
   * @param token holds the token, and is made where it is not there
   * @param address is written, for its owner alone: the page's whole address with the token
   */
  public record Place(InetSocketAddress at, Optional<SSLContext> tls, Path token, Path address) {}

  private PageServer(
      HttpServer server, ExecutorService threads, AtomicBoolean ended, Path address) {
    this.server = server;
    this.threads = threads;
    this.ended = ended;
    this.address = address;
  }

  /** Serves from now on. */
  public static PageServer open(Place place, Service service, Stock stock) throws IOException {
    return open(place, new ServiceFeeds(service, stock, () -> System.nanoTime() / 1_000_000));
  }

  static PageServer open(Place place, Feeds feeds) throws IOException {
    PageToken token = PageToken.in(place.token());
    HttpServer server = bind(place);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    AtomicBoolean ended = new AtomicBoolean();
    int port = server.getAddress().getPort();
    Reader reader = new Reader(token, port, place.tls().isPresent());
    LiveEvents live = new LiveEvents(InstantSource.system(), ended::get);
    server.createContext("/", new PageHandler(feeds, reader, live));
    server.setExecutor(threads);
    server.start();
    PageToken.writePrivately(place.address(), address(place, port, token) + "\n");
    return new PageServer(server, threads, ended, place.address());
  }

  /** The token stands behind the #, which no browser sends and no server or proxy logs. */
  private static String address(Place place, int port, PageToken token) {
    String host =
        place.at().getAddress().isAnyLocalAddress()
            ? "MANAGER"
            : place.at().getAddress().getHostAddress();
    String scheme = place.tls().isPresent() ? "https" : "http";
    return scheme + "://" + host + ":" + port + "/#token=" + token.reveal();
  }

  private static HttpServer bind(Place place) throws IOException {
    try {
      if (place.tls().isEmpty()) {
        return HttpServer.create(place.at(), BACKLOG);
      }
      HttpsServer encrypted = HttpsServer.create(place.at(), BACKLOG);
      encrypted.setHttpsConfigurator(new HttpsConfigurator(place.tls().get()));
      return encrypted;
    } catch (IOException e) {
      throw new IOException(
          "tried to listen on %s for the status page but %s".formatted(place.at(), e.getMessage()),
          e);
    }
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Ends at once; open pages find the service again when it is back. */
  @Override
  public void close() throws IOException {
    ended.set(true);
    server.stop(0);
    threads.shutdownNow();
    Files.deleteIfExists(address);
  }
}
