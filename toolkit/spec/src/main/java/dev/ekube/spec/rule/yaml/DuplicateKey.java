package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Words;

/** A key stands once in its mapping. */
public final class DuplicateKey extends Rule {
  public static final DuplicateKey RULE = new DuplicateKey();

  private DuplicateKey() {
    super(
        "duplicate-key",
        "A key stands twice in one mapping. YAML readers differ in which value they "
            + "take, so ekube takes neither.");
  }

  /** Says so at the second one. */
  public Problem at(Span place, String key, Span first) {
    return problem(
        place,
        "the key " + Words.quoted(key) + " already stands in line " + first.line(),
        "keep one of the two");
  }
}
