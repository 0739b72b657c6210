package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** An empty file is no cluster. */
public final class YamlEmpty extends Rule {
  public static final YamlEmpty RULE = new YamlEmpty();

  private YamlEmpty() {
    super("yaml-empty", "The file holds nothing, or only comments.");
  }

  /** Says so for the file as a whole. */
  public Problem at(Span place) {
    return problem(place, "the file is empty", "'ekube init' writes a cluster.yaml to start from");
  }
}
