package dev.ekube.kubeadm;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads YAML for comparisons by meaning. */
final class Yaml {
  private Yaml() {}

  static Object parse(String yaml) {
    return new Load(LoadSettings.builder().build()).loadFromString(yaml);
  }

  /** The text at the end of a way through maps. */
  static String at(Object root, String... keys) {
    Object at = root;
    for (String key : keys) {
      at = ((Map<?, ?>) at).get(key);
    }
    return (String) at;
  }

  /**
   * Every scalar with its place, such as {@code spec.containers.0.name}. Values that say nothing
   * are left out, because kubeadm writes out many that mean "the default"; YAML in the data of a
   * config map is read in turn.
   */
  static SortedMap<String, String> flat(String yaml) {
    SortedMap<String, String> flat = new TreeMap<>();
    put(flat, "", parse(yaml));
    return flat;
  }

  private static void put(SortedMap<String, String> flat, String place, Object value) {
    switch (value) {
      case null -> {}
      case Map<?, ?> map -> map.forEach((key, one) -> put(flat, place + "." + key, one));
      case List<?> list -> {
        List<Object> all = new ArrayList<>(list);
        for (int i = 0; i < all.size(); i++) {
          put(flat, place + "." + i, all.get(i));
        }
      }
      case String text when text.lines().anyMatch(line -> line.startsWith("apiVersion: ")) ->
          put(flat, place, parse(text));
      default -> {
        String text = value.toString();
        if (!List.of("", "0", "0s", "false").contains(text)) {
          flat.put(place.substring(1), text.strip());
        }
      }
    }
  }
}
