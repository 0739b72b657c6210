package dev.ekube.oci.serve;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The part of a request behind its question mark. */
record Query(Map<String, String> values) {
  private static final int MOST = 2048;

  static Query of(String raw) {
    Map<String, String> values = new HashMap<>();
    if (raw != null && raw.length() <= MOST) {
      for (String pair : raw.split("&", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          values.put(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
        }
      }
    }
    return new Query(values);
  }

  /** The registry that containerd stands in for. */
  Optional<String> namespace() {
    return Optional.ofNullable(values.get("ns")).filter(text -> !text.isEmpty());
  }

  /** At most {@code n} entries behind {@code last} (distribution specification, "tags"). */
  List<String> page(List<String> all) {
    String last = values.getOrDefault("last", "");
    String count = values.getOrDefault("n", "");
    long most = count.matches("[0-9]{1,9}") ? Long.parseLong(count) : Long.MAX_VALUE;
    return all.stream().filter(one -> one.compareTo(last) > 0).limit(most).toList();
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}
