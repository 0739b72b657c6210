package dev.ekube.model;

import java.util.Comparator;
import java.util.Locale;

/**
 * Something wrong in what a user wrote, as a value. Problems are collected and shown all at once.
 *
 * @param id stable and documented in docs/rules.md, such as {@code vip-taken}
 * @param message what is wrong and what was found
 * @param hint what to write instead
 */
public record Problem(Severity severity, String id, Span place, String message, String hint)
    implements Comparable<Problem> {

  /** An error stops every verb; a warning only speaks. */
  public enum Severity {
    ERROR,
    WARNING
  }

  public Problem {
    Check.that(id.matches("[a-z][a-z0-9-]*"), "not a problem id: %s", id);
    Check.that(!message.isBlank() && !hint.isBlank(), "problem %s without words", id);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public int compareTo(Problem other) {
    return Comparator.comparing(Problem::place)
        .thenComparing(Problem::id)
        .thenComparing(Problem::message)
        .compare(this, other);
  }

  /** {@code FILE:LINE:COL: error[rule-id]: what is wrong; what to write instead}. */
  @Override
  public String toString() {
    String word = severity.name().toLowerCase(Locale.ROOT);
    return place + ": " + word + "[" + id + "]: " + message + "; " + hint;
  }
}
