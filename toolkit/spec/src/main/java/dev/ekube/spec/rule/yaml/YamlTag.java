package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Words;

/** Tags change meanings out of sight. */
public final class YamlTag extends Rule {
  public static final YamlTag RULE = new YamlTag();

  private YamlTag() {
    super(
        "yaml-tag",
        "Tags such as !!binary or !custom ask the reader to make something else of a "
            + "value. Only !!str, !!map and !!seq are taken.");
  }

  /** Says so at the value. */
  public Problem at(Span place, String tag) {
    return problem(
        place,
        "the tag " + Words.quoted(tag) + " is not taken here",
        "remove the tag; quotes make any value text");
  }
}
