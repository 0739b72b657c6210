package dev.ekube.spec.rule.shape;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Words;
import java.util.Collection;
import java.util.Optional;

/** Only known keys. */
public final class UnknownKey extends Rule {
  public static final UnknownKey RULE = new UnknownKey();

  private UnknownKey() {
    super(
        "unknown-key",
        "A key is not one that stands here in the reference. A key that is misspelt and "
            + "ignored would leave its setting at the default without a word.");
  }

  @Override
  public boolean seenBySchema() {
    return true;
  }

  /**
   * Says so at the key.
   *
   * @param where the mapping, such as {@code endpoint}; empty for the file as a whole
   */
  public Problem at(Span place, String where, String key, Collection<String> known) {
    int colon = key.indexOf(':');
    if (colon > 0 && known.contains(key.substring(0, colon))) {
      String pair = key.substring(0, colon) + ": " + key.substring(colon + 1);
      return problem(
          place,
          "the colon in " + Words.quoted(key) + " has no blank after it",
          "write " + Words.quoted(pair) + " without the quotes");
    }
    Optional<String> meant = Words.closest(key, known);
    return problem(
        place,
        "unknown key " + Words.quoted(key) + (where.isEmpty() ? "" : " in " + where),
        meant
            .map(m -> "did you mean " + m + "?")
            .orElseGet(() -> "known here: " + Words.either(known)));
  }

  /** Says so at a key that stands one level too high or in the wrong mapping. */
  public Problem elsewhere(Span place, String where, String key, String home) {
    return problem(
        place,
        "unknown key " + Words.quoted(key) + (where.isEmpty() ? "" : " in " + where),
        "it belongs in " + home);
  }

  /** Says so at a key that belongs to the other kind of the same mapping. */
  public Problem misplaced(Span place, String where, String key, String advice) {
    return problem(place, Words.quoted(key) + " does not belong in " + where, advice);
  }
}
