package dev.ekube.spec.read;

import dev.ekube.spec.schema.Field;
import dev.ekube.spec.schema.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Advice for keys that stand in the wrong mapping: another kind of node, or further down. */
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

  /** The one mapping below this one that has such a key; empty when none or several have it. */
  static Optional<String> home(String key, Shape.Fields shape) {
    List<String> homes = new ArrayList<>();
    collect(key, shape, "", homes);
    return homes.size() == 1 ? Optional.of(homes.getFirst()) : Optional.empty();
  }

  private static void collect(String key, Shape.Fields shape, String at, List<String> homes) {
    for (Field field : shape.fields()) {
      if (field.shape() instanceof Shape.Fields below) {
        String path = at + field.key();
        if (below.field(key).isPresent()) {
          homes.add(path);
        }
        collect(key, below, path + ".", homes);
      }
    }
  }
}
