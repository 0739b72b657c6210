package dev.ekube.oci.serve;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Writes answers; one to HEAD has the headers of the one to GET. */
final class Answer {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int CHUNK = 256 << 10;
  private static final int NO_BODY = -1;

  private final HttpExchange exchange;
  private final StallWatch watch;

  Answer(HttpExchange exchange, StallWatch watch) {
    this.exchange = exchange;
    this.watch = watch;
    header("Docker-Distribution-Api-Version", "registry/2.0");
    header("X-Content-Type-Options", "nosniff");
  }

  void header(String name, String value) {
    exchange.getResponseHeaders().set(name, value);
  }

  Optional<String> asked(String header) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(header));
  }

  void json(Object value) throws IOException {
    header("Content-Type", "application/json");
    bytes(200, JSON.writeValueAsBytes(value));
  }

  /** An error in the words of the distribution specification. */
  void error(int status, String code, String message) throws IOException {
    header("Content-Type", "application/json");
    Object body = Map.of("errors", List.of(Map.of("code", code, "message", message)));
    bytes(status, JSON.writeValueAsBytes(body));
  }

  void bytes(int status, byte[] body) throws IOException {
    if (head(status, body.length)) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  void empty(int status) throws IOException {
    exchange.sendResponseHeaders(status, NO_BODY);
  }

  /** Exactly {@code length} bytes; a file that became shorter cuts the connection. */
  void stream(int status, InputStream in, long length) throws IOException {
    if (!head(status, length)) {
      return;
    }
    byte[] chunk = new byte[(int) Math.max(1, Math.min(CHUNK, length))];
    OutputStream out = exchange.getResponseBody();
    long left = length;
    while (left > 0) {
      int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
      if (read < 0) {
        throw new IOException("the blob became shorter while it was sent");
      }
      out.write(chunk, 0, read);
      watch.moved();
      left -= read;
    }
    out.close();
  }

  /** True when a body is to follow. */
  private boolean head(int status, long length) throws IOException {
    boolean head = exchange.getRequestMethod().equals("HEAD");
    if (head) {
      header("Content-Length", Long.toString(length));
    }
    // The JDK's server takes 0 for "not known yet"; an empty body is said with -1.
    exchange.sendResponseHeaders(status, head || length == 0 ? NO_BODY : length);
    return !head && length > 0;
  }
}
