package dev.ekube.wire;

import java.nio.charset.StandardCharsets;

/** Writes JSON on one line, such that {@link JsonReader} reads the same value again. */
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder(256);

  private JsonWriter() {}

  public static byte[] bytes(Json json) {
    return text(json).getBytes(StandardCharsets.UTF_8);
  }

  /** The value as one line. Half a surrogate pair, which no UTF-8 can hold, becomes U+FFFD. */
  public static String text(Json json) {
    JsonWriter writer = new JsonWriter();
    writer.value(json);
    return writer.out.toString();
  }

  private void value(Json json) {
    switch (json) {
      case Json.Obj object -> object(object);
      case Json.Arr array -> array(array);
      case Json.Text text -> string(text.value());
      case Json.Whole whole -> out.append(whole.value());
      case Json.Real real -> out.append(real.value());
      case Json.Flag flag -> out.append(flag.value());
      case Json.Null n -> out.append("null");
    }
  }

  private void object(Json.Obj object) {
    char before = '{';
    for (var member : object.members().entrySet()) {
      out.append(before);
      before = ',';
      string(member.getKey());
      out.append(':');
      value(member.getValue());
    }
    out.append(before == '{' ? "{}" : "}");
  }

  private void array(Json.Arr array) {
    char before = '[';
    for (Json item : array.items()) {
      out.append(before);
      before = ',';
      value(item);
    }
    out.append(before == '[' ? "[]" : "]");
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        out.append(c).append(text.charAt(++i));
      } else {
        character(c);
      }
    }
    out.append('"');
  }

  private void character(char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (c < ' ' || c == 0x7f) {
          out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
        } else {
          out.append(Character.isSurrogate(c) ? '\ufffd' : c);
        }
      }
    }
  }
}
