package dev.ekube.spec.rule.shape;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** Numbers have limits. */
public final class NumberRange extends Rule {
  public static final NumberRange RULE = new NumberRange();

  private NumberRange() {
    super("number-range", "A number is smaller or larger than its key allows.");
  }

  @Override
  public boolean seenBySchema() {
    return true;
  }

  /** Says so at the value. */
  public Problem at(Span place, String path, String given, int least, int most) {
    return problem(
        place, path + " cannot be " + given, "write a whole number from " + least + " to " + most);
  }
}
