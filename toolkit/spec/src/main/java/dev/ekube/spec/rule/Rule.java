package dev.ekube.spec.rule;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;

/**
 * One rule. Its id stands in every problem that it reports, names its pair of sample files and is
 * the anchor of its section in docs/rules.md.
 */
public abstract class Rule {
  private final String id;
  private final String meaning;

  /**
   * @param meaning what the rule wants and why, in full sentences, as the docs print it
   */
  protected Rule(String id, String meaning) {
    this.id = id;
    this.meaning = meaning;
  }

  public final String id() {
    return id;
  }

  public final String meaning() {
    return meaning;
  }

  /** Errors stop every verb; a rule that only warns says so here. */
  public Problem.Severity severity() {
    return Problem.Severity.ERROR;
  }

  /** True when the JSON Schema refuses what this rule refuses. */
  public boolean seenBySchema() {
    return false;
  }

  /**
   * A problem of this rule.
   *
   * @param message what is wrong and what was found, without a full stop
   * @param hint what to write instead
   */
  protected final Problem problem(Span place, String message, String hint) {
    return new Problem(severity(), id, place, message, hint);
  }
}
