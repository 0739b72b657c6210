package dev.ekube.spec.rule.shape;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** What has no default must be said. */
public final class MissingKey extends Rule {
  public static final MissingKey RULE = new MissingKey();

  private MissingKey() {
    super("missing-key", "A key that has no sensible default is missing.");
  }

  @Override
  public boolean seenBySchema() {
    return true;
  }

  /** Says so where the mapping begins. */
  public Problem at(Span place, String where, String key, String example) {
    String path = where.isEmpty() ? key : where + "." + key;
    return problem(place, path + " is missing", "add '" + key + ": " + example + "'");
  }
}
