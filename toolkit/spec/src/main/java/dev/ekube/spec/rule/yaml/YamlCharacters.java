package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** Control characters have no place in YAML. */
public final class YamlCharacters extends Rule {
  public static final YamlCharacters RULE = new YamlCharacters();

  private YamlCharacters() {
    super(
        "yaml-characters",
        "YAML takes printable characters, tabs and line ends only. A NUL or another "
            + "control character mostly means a binary file or a copy from a terminal that "
            + "went wrong.");
  }

  /** Says so at the first such character. */
  public Problem at(Span place, int code) {
    return problem(
        place,
        "the control character U+%04X cannot stand in YAML".formatted(code),
        "delete it; inside double quotes an escape such as \"\\x07\" says the same");
  }
}
