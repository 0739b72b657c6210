package dev.ekube.spec.rule;

import dev.ekube.model.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects problems: each once, and no more than a person would read. */
public final class Found {
  private static final int MOST = 100;

  private final Set<Problem> problems = new LinkedHashSet<>();

  /** Adds a problem. An alias makes one place count several times; it is still one problem. */
  public void add(Problem problem) {
    if (problems.size() < MOST) {
      problems.add(problem);
    } else if (problems.size() == MOST) {
      problems.add(TooManyProblems.RULE.at(problem.place(), MOST));
    }
  }

  /** True when further problems would not be listed, so that none need be put into words. */
  public boolean isFull() {
    return problems.size() > MOST;
  }

  public boolean hasErrors() {
    return problems.stream().anyMatch(Problem::isError);
  }

  /** All of them, in order of their places. */
  public List<Problem> sorted() {
    List<Problem> all = new ArrayList<>(problems);
    Collections.sort(all);
    return Collections.unmodifiableList(all);
  }
}
