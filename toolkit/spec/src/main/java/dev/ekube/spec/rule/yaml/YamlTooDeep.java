package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** Nesting has an end. */
public final class YamlTooDeep extends Rule {
  public static final YamlTooDeep RULE = new YamlTooDeep();

  private YamlTooDeep() {
    super("yaml-too-deep", "Values are nested deeper than any cluster.yaml needs.");
  }

  /** Says so at the value that is too deep. */
  public Problem at(Span place, int limit) {
    return problem(
        place,
        "values are nested more than " + limit + " deep",
        "check for brackets that are never closed");
  }
}
