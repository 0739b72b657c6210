package dev.ekube.rootfs.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The [Install] section of a unit file. */
record UnitText(Map<String, List<String>> keys) {

  static UnitText of(String text) {
    Map<String, List<String>> keys = new TreeMap<>();
    boolean install = false;
    for (String line : text.replace("\\\n", " ").lines().map(String::strip).toList()) {
      if (line.startsWith("[")) {
        install = line.equals("[Install]");
      } else if (install && !line.startsWith("#") && !line.startsWith(";")) {
        int equals = line.indexOf('=');
        if (equals > 0) {
          List<String> values =
              keys.computeIfAbsent(line.substring(0, equals).strip(), k -> new ArrayList<>());
          values.addAll(ShellWords.of(line.substring(equals + 1)));
        }
      }
    }
    return new UnitText(keys);
  }

  List<String> all(String key) {
    return keys.getOrDefault(key, List.of());
  }

  Optional<String> first(String key) {
    return all(key).stream().findFirst();
  }
}
