package dev.ekube.spec.yaml;

import dev.ekube.model.Span;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.yaml.YamlCharacters;
import dev.ekube.spec.rule.yaml.YamlEncoding;
import dev.ekube.spec.rule.yaml.YamlTooLarge;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Bytes to text: the checks that come before YAML. */
final class SourceText {
  /** Far more than a cluster of 5,000 nodes needs, little enough to read in an instant. */
  static final int MAX_BYTES = 1 << 20;

  private SourceText() {}

  /** The text without a byte order mark, or nothing and a problem. */
  static Optional<String> decode(String file, byte[] bytes, Found found) {
    if (bytes.length > MAX_BYTES) {
      found.add(YamlTooLarge.RULE.at(Span.whole(file), MAX_BYTES));
      return Optional.empty();
    }
    CharBuffer out = CharBuffer.allocate(bytes.length + 1);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CoderResult result = StandardCharsets.UTF_8.newDecoder().decode(in, out, true);
    String text = out.flip().toString();
    if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
      text = text.substring(1);
    }
    if (result.isError()) {
      found.add(YamlEncoding.RULE.at(placeOfEnd(file, text), bytes[in.position()] & 0xFF));
      return Optional.empty();
    }
    for (int i = 0; i < text.length(); i++) {
      if (!isAllowed(text.charAt(i))) {
        int code = text.charAt(i);
        found.add(YamlCharacters.RULE.at(placeOfEnd(file, text.substring(0, i)), code));
        return Optional.empty();
      }
    }
    return Optional.of(text);
  }

  /** The characters of YAML 1.2 (production c-printable); surrogates came in pairs from UTF-8. */
  private static boolean isAllowed(char c) {
    return (c >= 0x20 && c < 0x7F)
        || c == '\n'
        || c == '\r'
        || c == '\t'
        || c == 0x85
        || (c >= 0xA0 && c != 0xFFFE && c != 0xFFFF && c != 0xFEFF);
  }

  private static Span placeOfEnd(String file, String before) {
    int line = 1;
    int start = 0;
    for (int i = 0; i < before.length(); i++) {
      char c = before.charAt(i);
      boolean crlf = c == '\r' && i + 1 < before.length() && before.charAt(i + 1) == '\n';
      if (c == '\n' || (c == '\r' && !crlf)) {
        line++;
        start = i + 1;
      }
    }
    return new Span(file, line, before.codePointCount(start, before.length()) + 1);
  }
}
