package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** The document is keys with values. */
public final class YamlNotAMapping extends Rule {
  public static final YamlNotAMapping RULE = new YamlNotAMapping();

  private YamlNotAMapping() {
    super(
        "yaml-not-a-mapping",
        "The file as a whole must be a mapping of keys to values, beginning with "
            + "apiVersion and kind.");
  }

  @Override
  public boolean seenBySchema() {
    return true;
  }

  /** Says so at the value that stands there instead. */
  public Problem at(Span place) {
    return problem(
        place,
        "the file is not a mapping of keys to values",
        "begin with 'apiVersion: ekube.dev/v1alpha1'; 'ekube init' writes a whole file");
  }
}
