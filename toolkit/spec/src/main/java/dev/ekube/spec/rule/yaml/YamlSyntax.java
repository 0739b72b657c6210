package dev.ekube.spec.rule.yaml;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;

/** What the YAML parser refuses, in plain words. */
public final class YamlSyntax extends Rule {
  public static final YamlSyntax RULE = new YamlSyntax();

  private YamlSyntax() {
    super(
        "yaml-syntax",
        "The file is not YAML. The place is where the parser could not go on; what is "
            + "wrong often stands a line above: a missing colon, a bracket or quote that is "
            + "not closed, or an indentation that does not match its neighbours.");
  }

  /**
   * Says so where the parser stopped.
   *
   * @param complaint the parser's own words
   */
  public Problem at(Span place, String complaint) {
    return problem(place, "this is not YAML: " + complaint.strip(), hint(complaint));
  }

  private static String hint(String c) {
    if (c.contains("mapping values are not allowed")) {
      return "put text that contains ': ' in quotes, or check the indentation of this line";
    }
    if (c.contains("TAB") || c.contains("'\\t'")) {
      return "indent with blanks; YAML takes no tabs";
    }
    if (c.contains("expected ',' or") || c.contains("flow")) {
      return "close the bracket, or put a comma between the values";
    }
    if (c.contains("end of stream") || c.contains("quoted scalar")) {
      return "close the quote or the bracket that was opened";
    }
    if (c.contains("escape")) {
      return "use single quotes, or write a backslash as two";
    }
    if (c.contains("block end") || c.contains("block")) {
      return "align this line with its neighbours: the keys of one mapping start in one column";
    }
    if (c.contains("cannot start any token")) {
      return "put the text in double quotes";
    }
    return "check quotes, colons and indentation here and one line above";
  }
}
