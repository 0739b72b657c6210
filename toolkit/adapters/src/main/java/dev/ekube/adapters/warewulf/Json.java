package dev.ekube.adapters.warewulf;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The little JSON that a log line needs. */
final class Json {
  private Json() {}

  static String list(List<String> words) {
    return words.stream().map(Json::text).collect(Collectors.joining(",", "[", "]"));
  }

  static String text(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < 0x20 || c == 0x7f) {
        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
