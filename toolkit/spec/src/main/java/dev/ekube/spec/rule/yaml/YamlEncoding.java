package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** The bytes must be UTF-8. */
public final class YamlEncoding extends Rule {
  public static final YamlEncoding RULE = new YamlEncoding();

  private YamlEncoding() {
    super(
        "yaml-encoding",
        "The file is UTF-8 text, with or without a byte order mark. Editors on Windows "
            + "often save UTF-16 or a code page instead.");
  }

  /** Says so at the first byte that is not UTF-8. */
  public Problem at(Span place, int octet) {
    return problem(
        place,
        "the byte 0x%02x is not UTF-8 text".formatted(octet),
        "save the file as UTF-8; 'iconv -t UTF-8' converts it");
  }
}
