package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** YAML 1.2 has no merge key. */
public final class YamlMergeKey extends Rule {
  public static final YamlMergeKey RULE = new YamlMergeKey();

  private YamlMergeKey() {
    super(
        "yaml-merge-key",
        "The merge key << belongs to YAML 1.1. Which of two values would win is not "
            + "said anywhere in YAML 1.2, which ekube reads, so it is refused. What several "
            + "nodes share belongs under roles; a whole value can be repeated by an alias "
            + "(key: *name).");
  }

  /** Says so at the key. */
  public Problem at(Span place) {
    return problem(
        place,
        "YAML 1.2 has no merge key <<",
        "put what nodes share under roles, or repeat a whole value with 'key: *name'");
  }
}
