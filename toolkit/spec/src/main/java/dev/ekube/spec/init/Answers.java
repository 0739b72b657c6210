package dev.ekube.spec.init;

import java.util.List;
import java.util.Map;

/** Looks up answers. */
final class Answers {
  private Answers() {}

  /** The given answer, or the question's proposal, or nothing. */
  static String get(List<InitQuestion> questions, Map<String, String> given, String key) {
    String answer = given.get(key);
    if (answer != null) {
      return answer.strip();
    }
    return questions.stream()
        .filter(q -> q.key().equals(key))
        .findFirst()
        .flatMap(q -> q.proposal().apply(given))
        .orElse("");
  }
}
