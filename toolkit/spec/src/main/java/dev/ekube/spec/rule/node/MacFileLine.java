package dev.ekube.spec.rule.node;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Words;

/** One MAC per line. */
public final class MacFileLine extends Rule {
  public static final MacFileLine RULE = new MacFileLine();

  private MacFileLine() {
    super(
        "mac-file-line",
        "A line of a file of MACs is not a MAC address. Empty lines and lines that "
            + "begin with # do not count; nothing else stands on a line.");
  }

  /** Says so at the line of that file. */
  public Problem at(Span place, String line) {
    return problem(
        place,
        Words.quoted(line) + " is not a MAC address",
        "write one address per line, such as 52:54:00:00:00:10, and nothing else");
  }
}
