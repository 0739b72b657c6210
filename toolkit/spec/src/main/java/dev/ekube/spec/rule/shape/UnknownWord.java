package dev.ekube.spec.rule.shape;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Some values are one of a few words. */
public final class UnknownWord extends Rule {
  public static final UnknownWord RULE = new UnknownWord();

  /** What other tools call it. */
  private static final Map<String, String> SYNONYMS =
      Map.of(
          "master", "control",
          "control-plane", "control",
          "controlplane", "control",
          "controller", "control",
          "node", "worker",
          "agent", "worker",
          "compute", "worker");

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
        meant(word, known)
            .map(m -> "did you mean " + m + "?")
            .orElseGet(() -> "write " + Words.either(known)));
  }

  private static Optional<String> meant(String word, List<String> known) {
    return Optional.ofNullable(SYNONYMS.get(word.toLowerCase(Locale.ROOT)))
        .filter(known::contains)
        .or(() -> Words.closest(word, known));
  }
}
