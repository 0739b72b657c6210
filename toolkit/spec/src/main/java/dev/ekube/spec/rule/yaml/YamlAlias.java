package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** An alias names an anchor above it. */
public final class YamlAlias extends Rule {
  public static final YamlAlias RULE = new YamlAlias();

  private YamlAlias() {
    super(
        "yaml-alias",
        "An alias (*name) repeats the value that an anchor (&name) marks. The anchor "
            + "must stand before the alias, and a value cannot contain itself.");
  }

  /** Says so at the alias. */
  public Problem at(Span place, String name) {
    return problem(
        place,
        "the alias *" + name + " names no anchor that is complete above it",
        "write &" + name + " before the value to repeat, above this line");
  }
}
