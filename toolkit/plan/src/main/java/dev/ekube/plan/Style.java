package dev.ekube.plan;

/** Colours of a plan on a terminal, or none. */
public enum Style {
  PLAIN(false),
  COLOUR(true);

  private final boolean colour;

  Style(boolean colour) {
    this.colour = colour;
  }

  String bold(String text) {
    return in("1", text);
  }

  String faint(String text) {
    return in("2", text);
  }

  String added(String text) {
    return in("32", text);
  }

  String removed(String text) {
    return in("31", text);
  }

  String changed(String text) {
    return in("33", text);
  }

  /** A line of a unified diff by its first character. */
  String diffLine(String line) {
    if (line.startsWith("+")) {
      return added(line);
    }
    if (line.startsWith("-")) {
      return removed(line);
    }
    return line.startsWith("@@") ? in("36", line) : line;
  }

  private String in(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
