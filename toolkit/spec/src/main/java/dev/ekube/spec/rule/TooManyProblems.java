package dev.ekube.spec.rule;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;

/** Ends the list when a file is wrong all over. */
final class TooManyProblems extends Rule {
  public static final TooManyProblems RULE = new TooManyProblems();

  private TooManyProblems() {
    super(
        "too-many-problems",
        "The file has more problems than anyone would read at once. Those found first are listed;"
            + " put them right and run the command again.");
  }

  Problem at(Span place, int shown) {
    return problem(
        place,
        "there are more than " + shown + " problems, and the rest is not listed",
        "put these right first and run the command again");
  }
}
