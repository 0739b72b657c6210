package dev.ekube.spec.rule.shape;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** Lists, mappings, numbers and text are told apart. */
public final class WrongType extends Rule {
  public static final WrongType RULE = new WrongType();

  private WrongType() {
    super(
        "wrong-type",
        "A value is of another kind than its key wants: a list where a single value "
            + "belongs, text where a number belongs, or nothing at all. Scalars are read by "
            + "YAML 1.2: yes, no, on and off are text; true and false are not. Where text is "
            + "wanted, whatever is written counts as text, just as it is written.");
  }

  @Override
  public boolean seenBySchema() {
    return true;
  }

  /**
   * Says so at the value.
   *
   * @param wanted such as {@code a list}
   * @param given such as {@code a mapping}
   */
  public Problem at(Span place, String path, String wanted, String given, String hint) {
    return problem(place, path + " must be " + wanted + ", not " + given, hint);
  }
}
