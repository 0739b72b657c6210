package dev.ekube.spec;

import dev.ekube.spec.yaml.Meaning;
import dev.ekube.spec.yaml.Yaml;
import java.util.stream.Collectors;

/** A YAML tree as JSON, the way an editor's YAML 1.2 core schema sees it. */
final class PlainJson {
  private PlainJson() {}

  static String of(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> scalar(scalar);
      case Yaml.Items items ->
          items.values().stream().map(PlainJson::of).collect(Collectors.joining(",", "[", "]"));
      case Yaml.Entries entries ->
          entries.byKey().entrySet().stream()
              .map(e -> quoted(e.getKey()) + ":" + of(e.getValue().value()))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static String scalar(Yaml.Scalar scalar) {
    if (Meaning.isNull(scalar)) {
      return "null";
    }
    if (Meaning.isFlag(scalar)) {
      return Boolean.toString(Meaning.isTrue(scalar));
    }
    if (scalar.plain() && scalar.text().matches("[-+]?[0-9]+")) {
      return Long.toString(Long.parseLong(scalar.text()));
    }
    if (scalar.plain() && scalar.text().matches("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)(e[0-9]+)?")) {
      return Double.toString(Double.parseDouble(scalar.text()));
    }
    return quoted(scalar.text());
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\' || c < 0x20) {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
