package dev.ekube.rootfs.system;

import java.util.Optional;

/** A unit's name with its parts: {@code PREFIX@INSTANCE.KIND}. */
record Names(String unit, String prefix, Optional<String> instance, boolean isTemplate) {

  static Names of(String unit, Optional<String> defaultInstance) {
    int at = unit.indexOf('@');
    int dot = unit.lastIndexOf('.');
    if (at < 0 || at > dot) {
      return new Names(unit, unit.substring(0, dot), Optional.empty(), false);
    }
    String prefix = unit.substring(0, at);
    String given = unit.substring(at + 1, dot);
    Optional<String> instance = given.isEmpty() ? defaultInstance : Optional.of(given);
    String name = prefix + "@" + instance.orElse("") + unit.substring(dot);
    return new Names(name, prefix, instance, true);
  }

  boolean isBareTemplate() {
    return isTemplate && instance.isEmpty();
  }

  /** The template of an instance's name; the name itself when it is none. */
  static String template(String unit) {
    int at = unit.indexOf('@');
    int dot = unit.lastIndexOf('.');
    return at < 0 || at > dot ? unit : unit.substring(0, at + 1) + unit.substring(dot);
  }

  /** A text of [Install] with its specifiers filled in. */
  String fill(String text) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%' || i + 1 == text.length()) {
        out.append(c);
        continue;
      }
      switch (text.charAt(++i)) {
        case 'i', 'I' -> out.append(instance.orElse(""));
        case 'p', 'P' -> out.append(prefix);
        case 'n' -> out.append(unit);
        case 'N' -> out.append(unit, 0, unit.lastIndexOf('.'));
        case '%' -> out.append('%');
        default -> out.append('%').append(text.charAt(i));
      }
    }
    return out.toString();
  }
}
