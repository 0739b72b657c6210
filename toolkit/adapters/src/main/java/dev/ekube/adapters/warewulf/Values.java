package dev.ekube.adapters.warewulf;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * YAML values in a form in which two files that mean the same to Warewulf are equal. wwctl leaves
 * out what is empty or false and writes booleans, MAC and IP addresses in its own spelling.
 */
final class Values {
  private static final Set<String> TRUE = Set.of("true", "yes", "on", "t", "y", "1");
  private static final Set<String> NONE =
      Set.of("", "~", "null", "false", "no", "off", "f", "n", "0", "undef", "unset");

  private Values() {}

  static void collect(String at, Node node, Map<String, String> into) {
    switch (node) {
      case MappingNode mapping ->
          Yaml.entries(mapping).forEach((key, value) -> collect(at + ": " + key, value, into));
      case SequenceNode list -> {
        int index = 0;
        for (Node item : list.getValue()) {
          collect(at + " #" + index++, item, into);
        }
      }
      case ScalarNode scalar -> {
        String text = canonical(scalar.getValue());
        if (!text.isEmpty()) {
          into.put(at, text);
        }
      }
      default -> throw new IllegalStateException("an alias was not resolved: " + at);
    }
  }

  private static String canonical(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    if (NONE.contains(text)) {
      return "";
    }
    return TRUE.contains(text) ? "true" : text;
  }
}
