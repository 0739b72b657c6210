package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** A cluster.yaml is text that a person keeps. */
public final class YamlTooLarge extends Rule {
  public static final YamlTooLarge RULE = new YamlTooLarge();

  private YamlTooLarge() {
    super(
        "yaml-too-large",
        "A cluster.yaml holds at most 1 MiB. A cluster of 5,000 nodes, written out node "
            + "by node, needs less; anything larger is another file that was named by "
            + "mistake. Node ranges with a file of MACs keep it short.");
  }

  /** Says so for the file as a whole. */
  public Problem at(Span place, int limit) {
    return problem(
        place,
        "the file is larger than " + (limit >> 20) + " MiB",
        "check that this is the right file; ranges of nodes with a file of MACs keep it short");
  }
}
