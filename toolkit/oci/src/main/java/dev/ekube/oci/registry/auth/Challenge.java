package dev.ekube.oci.registry.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a registry wants to see (RFC 9110, 11.6.1): {@code Bearer realm="…",service="…"} or {@code
 * Basic realm="…"}.
 *
 * @param scheme in small letters
 * @param parameters by name in small letters
 */
public record Challenge(String scheme, Map<String, String> parameters) {
  private static final Pattern SCHEME =
      Pattern.compile("\\G[\\s,]*([A-Za-z0-9-]+)(?=\\s|$|,)(?!\\s*=)");
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\G[\\s,]*([A-Za-z0-9_-]+)\\s*=\\s*(?:\"((?:[^\"\\\\]|\\\\.)*)\"|([^\\s,\"]+))");

  public Challenge {
    parameters = Map.copyOf(parameters);
  }

  /** All challenges of a header's values; what cannot be read is left out. */
  public static List<Challenge> read(List<String> headers) {
    List<Challenge> all = new ArrayList<>();
    headers.forEach(header -> read(header, all));
    return List.copyOf(all);
  }

  private static void read(String header, List<Challenge> all) {
    int at = 0;
    Matcher scheme = SCHEME.matcher(header);
    Matcher parameter = PARAMETER.matcher(header);
    while (at < header.length() && scheme.find(at)) {
      at = scheme.end();
      Map<String, String> parameters = new TreeMap<>();
      while (at < header.length() && parameter.find(at)) {
        String quoted = parameter.group(2);
        String value = quoted == null ? parameter.group(3) : quoted.replaceAll("\\\\(.)", "$1");
        parameters.putIfAbsent(parameter.group(1).toLowerCase(Locale.ROOT), value);
        at = parameter.end();
      }
      all.add(new Challenge(scheme.group(1).toLowerCase(Locale.ROOT), parameters));
    }
  }
}
