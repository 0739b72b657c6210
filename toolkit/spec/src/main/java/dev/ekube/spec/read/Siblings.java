package dev.ekube.spec.read;

import dev.ekube.spec.schema.Shape;
import java.util.Map;
import java.util.Optional;

/** Advice for keys that belong to the other kind of node: one with {@code name}, or a range. */
final class Siblings {
  private static final Map<String, String> OF_RANGE =
      Map.of("name", "range", "mac", "macs", "address", "firstAddress");

  private static final Map<String, String> OF_SINGLE =
      Map.of("range", "name", "macs", "mac", "firstAddress", "address");

  private Siblings() {}

  /** What to write instead; empty when the key belongs to neither kind. */
  static Optional<String> advice(String key, Shape.Fields shape, Shape.Fields other) {
    if (other.field(key).isEmpty()) {
      return Optional.empty();
    }
    boolean range = shape.field("range").isPresent();
    String instead = (range ? OF_RANGE : OF_SINGLE).getOrDefault(key, "");
    if (key.equals("name")) {
      return Optional.of("a node has either name or range; remove one of them");
    }
    String kind = range ? "a range of nodes has " : "a node with a name has ";
    return Optional.of(kind + instead + " in place of " + key);
  }
}
