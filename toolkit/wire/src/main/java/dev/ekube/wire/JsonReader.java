package dev.ekube.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value, strictly: well-formed UTF-8, no key twice, no lone surrogate, nothing after
 * the value, nothing deeper than {@link #MAX_DEPTH}.
 */
public final class JsonReader {
  public static final int MAX_DEPTH = 32;
  private static final int MAX_NUMBER = 64;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /** Reads the whole of {@code bytes}. */
  public static Json read(byte[] bytes) throws WireException {
    try {
      return parse(bytes);
    } catch (Malformed e) {
      throw new WireException(e.getMessage());
    }
  }

  static Json parse(byte[] bytes) {
    JsonReader reader = new JsonReader(decode(bytes));
    Json value = reader.value();
    reader.blanks();
    if (reader.at < reader.text.length()) {
      throw reader.bad("there is more after the value");
    }
    return value;
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new Malformed("not UTF-8");
    }
  }

  private Json value() {
    blanks();
    if (at == text.length()) {
      throw bad("a value is missing");
    }
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> new Json.Text(string());
      case 't' -> word("true", new Json.Flag(true));
      case 'f' -> word("false", new Json.Flag(false));
      case 'n' -> word("null", new Json.Null());
      default -> number();
    };
  }

  private Json word(String word, Json value) {
    if (!text.startsWith(word, at)) {
      throw bad("not a value");
    }
    at += word.length();
    return value;
  }

  private Json object() {
    enter();
    Map<String, Json> members = new LinkedHashMap<>();
    if (!closes('}')) {
      do {
        blanks();
        expect('"');
        at--;
        String key = string();
        blanks();
        expect(':');
        if (members.put(key, value()) != null) {
          throw bad("a key stands twice in one object");
        }
      } while (goesOn('}'));
    }
    depth--;
    return new Json.Obj(members);
  }

  private Json array() {
    enter();
    List<Json> items = new ArrayList<>();
    if (!closes(']')) {
      do {
        items.add(value());
      } while (goesOn(']'));
    }
    depth--;
    return new Json.Arr(items);
  }

  private void enter() {
    at++;
    if (++depth > MAX_DEPTH) {
      throw bad("deeper than " + MAX_DEPTH + " levels");
    }
  }

  private boolean closes(char end) {
    blanks();
    if (at < text.length() && text.charAt(at) == end) {
      at++;
      return true;
    }
    return false;
  }

  /** True after a comma, false after the end; anything else is an error. */
  private boolean goesOn(char end) {
    if (closes(end)) {
      return false;
    }
    expect(',');
    return true;
  }

  private void expect(char wanted) {
    if (at == text.length() || text.charAt(at) != wanted) {
      throw bad("expected " + wanted);
    }
    at++;
  }

  private String string() {
    int start = ++at;
    while (at < text.length() && plain(text.charAt(at))) {
      at++;
    }
    StringBuilder out = new StringBuilder().append(text, start, at);
    while (true) {
      if (at == text.length()) {
        throw bad("a string does not end");
      }
      char c = text.charAt(at++);
      if (c == '"') {
        return out.toString();
      }
      if (c < ' ') {
        throw bad("a control character stands in a string");
      }
      if (c == '\\') {
        escape(out);
      } else {
        out.append(c);
      }
    }
  }

  private static boolean plain(char c) {
    return c >= ' ' && c != '"' && c != '\\';
  }

  private void escape(StringBuilder out) {
    if (at == text.length()) {
      throw bad("a string does not end");
    }
    char c = text.charAt(at++);
    switch (c) {
      case '"', '\\', '/' -> out.append(c);
      case 'b' -> out.append('\b');
      case 'f' -> out.append('\f');
      case 'n' -> out.append('\n');
      case 'r' -> out.append('\r');
      case 't' -> out.append('\t');
      case 'u' -> unicode(out);
      default -> throw bad("unknown escape");
    }
  }

  private void unicode(StringBuilder out) {
    char first = hex();
    if (Character.isLowSurrogate(first)) {
      throw bad("a lone surrogate");
    }
    out.append(first);
    if (Character.isHighSurrogate(first)) {
      expect('\\');
      expect('u');
      char second = hex();
      if (!Character.isLowSurrogate(second)) {
        throw bad("a lone surrogate");
      }
      out.append(second);
    }
  }

  private char hex() {
    if (text.length() - at < 4) {
      throw bad("a string does not end");
    }
    int value = 0;
    for (int end = at + 4; at < end; at++) {
      char c = text.charAt(at);
      // Character.digit takes digits of every script.
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw bad("not a hexadecimal digit");
      }
      value = value << 4 | digit;
    }
    return (char) value;
  }

  private Json number() {
    int start = at;
    boolean real = false;
    skip('-');
    int whole = at;
    digits();
    if (text.charAt(whole) == '0' && at > whole + 1) {
      throw bad("a number begins with 0");
    }
    if (skip('.')) {
      real = true;
      digits();
    }
    if (skip('e') || skip('E')) {
      real = true;
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    if (at - start > MAX_NUMBER) {
      throw bad("a number is too long");
    }
    return numberOf(text.substring(start, at), real);
  }

  private Json numberOf(String digits, boolean real) {
    try {
      return real
          ? new Json.Real(Double.parseDouble(digits))
          : new Json.Whole(Long.parseLong(digits));
    } catch (IllegalArgumentException e) {
      throw bad("a number is too large");
    }
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    if (there) {
      at++;
    }
    return there;
  }

  private void digits() {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw bad("not a value");
    }
  }

  private void blanks() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private Malformed bad(String what) {
    return new Malformed("not JSON at character " + at + ": " + what);
  }
}
