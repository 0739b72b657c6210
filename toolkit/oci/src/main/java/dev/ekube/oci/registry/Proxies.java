package dev.ekube.oci.registry;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in capitals
 * or small letters, as curl and Go's programs read them. Java's own client looks at none of them.
 *
 * @param direct hosts, {@code .domains}, addresses with their prefixes, or {@code *}, that are
 *     reached without a proxy
 */
public record Proxies(Optional<URI> http, Optional<URI> https, List<String> direct) {
  public static final Proxies NONE = new Proxies(Optional.empty(), Optional.empty(), List.of());

  public Proxies {
    direct = List.copyOf(direct);
  }

  public static Proxies of(Map<String, String> environment) {
    List<String> direct =
        Arrays.stream(value(environment, "NO_PROXY").orElse("").split("[,\\s]+", -1))
            .map(word -> word.strip().toLowerCase(Locale.ROOT))
            .filter(word -> !word.isEmpty())
            .toList();
    return new Proxies(
        value(environment, "HTTP_PROXY").flatMap(Proxies::parse),
        value(environment, "HTTPS_PROXY").flatMap(Proxies::parse),
        direct);
  }

  /** The proxy for that address; loopback never has one. */
  public Optional<URI> forTarget(URI target) {
    Optional<URI> proxy = "https".equals(target.getScheme()) ? https : http;
    String host = target.getHost().toLowerCase(Locale.ROOT);
    return proxy.filter(found -> !Hosts.isLoopback(host) && !isDirect(host, target.getPort()));
  }

  static InetSocketAddress address(URI proxy) {
    int port = proxy.getPort() > 0 ? proxy.getPort() : 3128;
    return InetSocketAddress.createUnresolved(proxy.getHost(), port);
  }

  /** The header that a proxy with a user name in its URL wants. */
  static Optional<String> authorization(URI proxy) {
    return Optional.ofNullable(proxy.getUserInfo())
        .map(user -> Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)))
        .map(text -> "Basic " + text);
  }

  private boolean isDirect(String host, int port) {
    return direct.stream().anyMatch(entry -> covers(entry, host, port));
  }

  private static boolean covers(String entry, String host, int port) {
    if (entry.equals("*")) {
      return true;
    }
    if (entry.contains("/")) {
      return Hosts.isWithin(host, entry);
    }
    String name = entry.startsWith("*.") ? entry.substring(1) : entry;
    int colon = name.lastIndexOf(':');
    if (colon > 0 && name.indexOf(':') == colon) {
      if (!name.substring(colon + 1).equals(Integer.toString(port))) {
        return false;
      }
      name = name.substring(0, colon);
    }
    String bare = name.startsWith(".") ? name.substring(1) : name;
    return host.endsWith("." + bare) || (host.equals(bare) && !name.startsWith("."));
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .or(() -> Optional.ofNullable(environment.get(name.toLowerCase(Locale.ROOT))))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static Optional<URI> parse(String text) {
    String full = text.contains("://") ? text : "http://" + text;
    try {
      return Optional.of(URI.create(full)).filter(uri -> uri.getHost() != null);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
