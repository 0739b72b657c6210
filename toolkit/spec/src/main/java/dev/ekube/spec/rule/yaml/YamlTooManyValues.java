package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** Few lines can stand for very much. */
public final class YamlTooManyValues extends Rule {
  public static final YamlTooManyValues RULE = new YamlTooManyValues();

  private YamlTooManyValues() {
    super(
        "yaml-too-many-values",
        "The file holds more than 200,000 values once every alias is written out. "
            + "Aliases of aliases multiply; a file made to exhaust memory looks like this.");
  }

  /** Says so where the limit is passed. */
  public Problem at(Span place, int limit) {
    return problem(
        place,
        "the file holds more than " + limit + " values, aliases written out",
        "do not nest aliases in aliases; use node ranges for many nodes");
  }
}
