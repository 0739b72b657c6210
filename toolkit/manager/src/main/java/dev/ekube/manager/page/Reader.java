package dev.ekube.manager.page;

import com.sun.net.httpserver.HttpExchange;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What one request shows of who asks, and how a browser is told to remember it. */
final class Reader {
  private static final String BEARER = "Bearer ";
  private static final long REMEMBERED_SECONDS = 30L * 24 * 3600;

  private final PageToken token;
  private final String cookie;
  private final boolean encrypted;

  /** Browsers share cookies between the ports of a host, so the cookie's name tells the port. */
  Reader(PageToken token, int port, boolean encrypted) {
    this.token = token;
    this.cookie = "ekube-page-" + port;
    this.encrypted = encrypted;
  }

  /** Whether the request carries the token, in the header or as the cookie. */
  boolean isAdmitted(HttpExchange exchange) {
    return token.admits(bearer(exchange)) || token.admits(remembered(exchange));
  }

  /** Whether the token is in the header, which no other site can make a browser send. */
  boolean asksToBeRemembered(HttpExchange exchange) {
    return token.admits(bearer(exchange));
  }

  /** The value of {@code Set-Cookie}; no script can read it, and no other site's link sends it. */
  String remember() {
    return "%s=%s; Path=/; Max-Age=%d; HttpOnly; SameSite=Strict%s"
        .formatted(cookie, token.reveal(), REMEMBERED_SECONDS, encrypted ? "; Secure" : "");
  }

  private static Optional<String> bearer(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .filter(value -> value.startsWith(BEARER))
        .map(value -> value.substring(BEARER.length()));
  }

  private Optional<String> remembered(HttpExchange exchange) {
    List<String> headers = exchange.getRequestHeaders().getOrDefault("Cookie", List.of());
    return headers.stream()
        .flatMap(header -> Arrays.stream(header.split(";")))
        .map(String::strip)
        .filter(pair -> pair.startsWith(cookie + "="))
        .map(pair -> pair.substring(cookie.length() + 1))
        .findFirst();
  }
}
