package dev.ekube.sandbox;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/** YAML of which every scalar is a text, as most fields of Warewulf's are. */
final class Texts {
  private static final Set<String> NULLS = Set.of("", "~", "null");
  private static final int MAX_CODE_POINTS = 256 << 20;

  private Texts() {}

  /** The document as maps, lists and texts; YamlEngineException when it is no YAML. */
  static Map<String, Object> load(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(MAX_CODE_POINTS)
            .build();
    return map(new Load(settings).loadFromString(text));
  }

  static String dump(Object tree) {
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setSplitLines(false).build();
    return new Dump(settings).dumpToString(tree);
  }

  /** A mapping with text keys, in order of keys; empty for anything else. */
  static Map<String, Object> map(Object value) {
    Map<String, Object> all = new TreeMap<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, item) -> all.put(String.valueOf(key), item));
    }
    return all;
  }

  static Object at(Map<String, Object> tree, String... path) {
    Object here = tree;
    for (String key : path) {
      here = Optional.ofNullable(map(here).get(key)).orElse("");
    }
    return here;
  }

  static String text(Map<String, Object> tree, String... path) {
    return at(tree, path) instanceof String text && !isNull(text) ? text : "";
  }

  static List<String> list(Object value) {
    return value instanceof List<?> items
        ? List.copyOf(items.stream().map(String::valueOf).toList())
        : List.of();
  }

  static boolean isNull(Object value) {
    return value instanceof String text && NULLS.contains(text);
  }
}
