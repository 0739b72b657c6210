package dev.ekube.spec.rule.shape;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** A list that must not be empty. */
public final class TooFew extends Rule {
  public static final TooFew RULE = new TooFew();

  private TooFew() {
    super("too-few", "A list is empty where at least one entry is needed.");
  }

  @Override
  public boolean seenBySchema() {
    return true;
  }

  /** Says so at the list. */
  public Problem at(Span place, String path, String example) {
    return problem(place, path + " is empty", "add at least one entry, such as " + example);
  }
}
