package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** One file, one cluster. */
public final class YamlDocuments extends Rule {
  public static final YamlDocuments RULE = new YamlDocuments();

  private YamlDocuments() {
    super(
        "yaml-documents",
        "The file holds several YAML documents, separated by a line of three dashes. "
            + "One file describes one cluster.");
  }

  /** Says so at the second document. */
  public Problem at(Span place) {
    return problem(
        place,
        "a second YAML document starts here",
        "put each cluster into a file of its own, and remove the line '---'");
  }
}
