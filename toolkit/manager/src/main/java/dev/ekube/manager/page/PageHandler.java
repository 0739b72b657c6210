package dev.ekube.manager.page;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;

/**
 * Answers the page's requests. Nothing can be changed here: every method but GET and HEAD is 405.
 */
final class PageHandler implements HttpHandler {
  /** Requests answered at the same time, live ones besides; a browser sends six at once. */
  private static final int REQUESTS = 64;

  private static final Set<String> METHODS = Set.of("GET", "HEAD");
  private static final Set<String> GUARDED = Set.of("/session", "/status.json", "/events");
  private static final String TEXT = "text/plain; charset=utf-8";

  /** No script, style, picture or connection but the page's own; it can be framed by nobody. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cache-Control",
          "no-store");

  private final Feeds feeds;
  private final Reader reader;
  private final LiveEvents live;
  private final Semaphore room = new Semaphore(REQUESTS);

  PageHandler(Feeds feeds, Reader reader, LiveEvents live) {
    this.feeds = feeds;
    this.reader = reader;
    this.live = live;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      HEADERS.forEach(exchange.getResponseHeaders()::set);
      if (!METHODS.contains(exchange.getRequestMethod())) {
        exchange.getResponseHeaders().set("Allow", "GET, HEAD");
        say(exchange, 405, "this page can only be read\n");
      } else if (exchange.getRequestURI().getPath().equals("/events")) {
        events(exchange);
      } else if (room.tryAcquire()) {
        try {
          answer(exchange);
        } finally {
          room.release();
        }
      } else {
        busy(exchange);
      }
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Optional<PageFiles.Sent> file = PageFiles.at(path);
    if (file.isPresent()) {
      send(exchange, 200, file.get().type(), file.get().content().toArray());
    } else if (!GUARDED.contains(path)) {
      say(exchange, 404, "there is no such page\n");
    } else if (!reader.isAdmitted(exchange)) {
      refuse(exchange);
    } else if (path.equals("/session")) {
      if (reader.asksToBeRemembered(exchange)) {
        exchange.getResponseHeaders().set("Set-Cookie", reader.remember());
      }
      exchange.sendResponseHeaders(204, -1);
    } else {
      status(exchange);
    }
  }

  private void status(HttpExchange exchange) throws IOException {
    Optional<Feed.Edition> edition = feeds.of(wanted(exchange)).flatMap(Feed::now);
    if (edition.isEmpty()) {
      say(exchange, 404, "this manager serves no such cluster\n");
      return;
    }
    byte[] body = (edition.get().text() + "\n").getBytes(StandardCharsets.UTF_8);
    send(exchange, 200, "application/json", body);
  }

  private void events(HttpExchange exchange) throws IOException {
    if (!reader.isAdmitted(exchange)) {
      refuse(exchange);
      return;
    }
    Optional<Feed> feed = feeds.of(wanted(exchange));
    if (feed.isEmpty()) {
      say(exchange, 404, "this manager serves no such cluster\n");
    } else if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Type", LiveEvents.TYPE);
      exchange.sendResponseHeaders(200, -1);
    } else if (!live.send(exchange, feed.get())) {
      busy(exchange);
    }
  }

  /** The cluster of the query {@code cluster=NAME}; an empty name means the first. */
  private static String wanted(HttpExchange exchange) {
    String query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
    return query.startsWith("cluster=") ? query.substring("cluster=".length()) : "";
  }

  private static void refuse(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
    say(exchange, 401, "show the token: ekube status --url prints the whole address\n");
  }

  private static void busy(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Retry-After", "5");
    say(exchange, 503, "too many readers at once; try again in 5 s\n");
  }

  private static void say(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", type);
    if (exchange.getRequestMethod().equals("HEAD")) {
      headers.set("Content-Length", Integer.toString(body.length));
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }
}
