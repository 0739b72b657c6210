package dev.ekube.manager.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ekube.manager.Service;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;

/** {@code /metrics} and {@code /healthz} over HTTP, on loopback alone. */
public final class MetricsServer implements Closeable {
  private static final int BACKLOG = 16;
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  private final HttpServer server;

  private MetricsServer(HttpServer server) {
    this.server = server;
  }

  /** Serves from now on; port 0 takes one that is free. */
  public static MetricsServer open(int port, Service service) throws IOException {
    InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server;
    try {
      server = HttpServer.create(at, BACKLOG);
    } catch (IOException e) {
      throw new IOException("tried to listen on " + at + " for metrics but " + e.getMessage(), e);
    }
    server.createContext("/metrics", exchange -> send(exchange, OK, MetricsText.of(service)));
    server.createContext("/healthz", exchange -> health(exchange, service.troubles()));
    server.setExecutor(
        Executors.newFixedThreadPool(2, Thread.ofPlatform().daemon().name("metrics").factory()));
    server.start();
    return new MetricsServer(server);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  private static void health(HttpExchange exchange, List<String> troubles) throws IOException {
    if (troubles.isEmpty()) {
      send(exchange, OK, "ok\n");
    } else {
      send(exchange, UNAVAILABLE, String.join("\n", troubles) + "\n");
    }
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    try (exchange) {
      byte[] body = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
