package dev.ekube.oci.serve;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Offers images of the store as a registry that can only be read (OCI distribution specification
 * 1.1, "pull"). Nothing but the blobs of the given images can be asked for.
 */
public final class RegistryServer implements AutoCloseable {
  private static final int BACKLOG = 512;

  static {
    // The JDK's server reads these once, when its first class is loaded. Without them a client
    // that never ends its request holds its connection for ever (and one that tries HTTPS first,
    // as Docker does, waits for its own time-out of 10 s), and small answers wait 40 ms.
    setUnlessSet("sun.net.httpserver.maxReqTime", "4");
    setUnlessSet("sun.net.httpserver.nodelay", "true");
    setUnlessSet("sun.net.httpserver.maxIdleConnections", "1024");
    setUnlessSet("jdk.httpserver.maxConnections", "4096");
  }

  private final BlobStore store;
  private final HttpServer server;
  private final ExecutorService threads;
  private final StallWatch watch;
  private final AtomicReference<ServedImages> images;
  private final boolean encrypted;

  private RegistryServer(
      BlobStore store,
      HttpServer server,
      StallWatch watch,
      AtomicReference<ServedImages> images,
      boolean encrypted) {
    this.store = store;
    this.server = server;
    this.watch = watch;
    this.images = images;
    this.encrypted = encrypted;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Serves from now on.
   *
   * @param address port 0 takes any that is free; {@link #port} tells which
   * @param log takes a line for each request; called from many threads
   */
  public static RegistryServer start(
      BlobStore store,
      List<LockedImage> images,
      InetSocketAddress address,
      Optional<Tls> tls,
      Limits limits,
      Consumer<String> log)
      throws IOException {
    AtomicReference<ServedImages> served = new AtomicReference<>(ServedImages.of(store, images));
    HttpServer server = bind(address, tls);
    StallWatch watch = new StallWatch(limits.stall());
    RegistryServer started = new RegistryServer(store, server, watch, served, tls.isPresent());
    server.createContext("/", new RegistryHandler(store, served::get, limits, watch, log));
    server.setExecutor(started.threads);
    server.start();
    return started;
  }

  /** Serves these images instead, for requests that come from now on. */
  public void serve(List<LockedImage> newImages) throws IOException {
    images.set(ServedImages.of(store, newImages));
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** {@code http} or {@code https}. */
  public String scheme() {
    return encrypted ? "https" : "http";
  }

  /** Ends at once; answers under way are cut. */
  @Override
  public void close() {
    server.stop(0);
    watch.close();
    threads.shutdownNow();
  }

  private static HttpServer bind(InetSocketAddress address, Optional<Tls> tls) throws IOException {
    try {
      if (tls.isEmpty()) {
        return HttpServer.create(address, BACKLOG);
      }
      HttpsServer encrypted = HttpsServer.create(address, BACKLOG);
      encrypted.setHttpsConfigurator(new HttpsConfigurator(tls.get().context()));
      return encrypted;
    } catch (BindException e) {
      throw new IOException(
          "tried to serve images on "
              + address
              + " but "
              + e.getMessage()
              + "; next: choose another address or port",
          e);
    }
  }

  private static void setUnlessSet(String name, String value) {
    if (System.getProperty(name) == null) {
      System.setProperty(name, value);
    }
  }
}
