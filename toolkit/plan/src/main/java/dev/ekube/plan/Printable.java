package dev.ekube.plan;

import java.util.Locale;

/** Makes text of unknown origin harmless on a terminal. */
final class Printable {
  private Printable() {}

  /** Control characters other than tabs and line ends become {@code \}{@code u001b} and such. */
  static String of(String text) {
    if (text.chars().noneMatch(Printable::isHidden)) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.chars()
        .forEach(
            c -> {
              if (isHidden(c)) {
                shown.append(String.format(Locale.ROOT, "\\u%04x", c));
              } else {
                shown.append((char) c);
              }
            });
    return shown.toString();
  }

  /** Directional overrides can make a line read as another one, so they count as hidden. */
  private static boolean isHidden(int c) {
    return (Character.isISOControl(c) && c != '\t' && c != '\n')
        || Character.getType(c) == Character.FORMAT;
  }
}
