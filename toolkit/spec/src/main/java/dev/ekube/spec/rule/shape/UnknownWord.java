package dev.ekube.spec.rule.shape;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Words;
import java.util.List;

/** Some values are one of a few words. */
public final class UnknownWord extends Rule {
  public static final UnknownWord RULE = new UnknownWord();

  private UnknownWord() {
    super("unknown-word", "The key takes one of a few words, spelt as the reference spells them.");
  }

  @Override
  public boolean seenBySchema() {
    return true;
  }

  /** Says so at the value. */
  public Problem at(Span place, String path, String word, List<String> known) {
    return problem(
        place,
        path + " cannot be " + Words.quoted(word),
        Words.closest(word, known)
            .map(m -> "did you mean " + m + "?")
            .orElseGet(() -> "write " + Words.either(known)));
  }
}
