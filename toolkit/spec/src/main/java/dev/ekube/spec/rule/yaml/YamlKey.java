package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** Keys are words. */
public final class YamlKey extends Rule {
  public static final YamlKey RULE = new YamlKey();

  private YamlKey() {
    super("yaml-key", "A key is a plain word. Lists, mappings and empty text cannot be keys.");
  }

  /** Says so at the key. */
  public Problem at(Span place) {
    return problem(place, "a key must be a word", "write KEY: VALUE");
  }
}
