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
    return problem(place, "this is not YAML: " + plain(complaint), hint(complaint));
  }

  /** The parser adds advice on tabs to complaints that have nothing to do with them. */
  private static String plain(String complaint) {
    return complaint.replaceFirst(" *\\. \\(Do not use .* for indentation\\)", "").strip();
  }

  private static String hint(String c) {
    if (c.endsWith("but got [") || c.endsWith("but got {")) {
      return "put text that holds brackets in quotes, such as \"worker[0-99]\"";
    }
    if (c.contains("could not find expected ':'")) {
      return "write a blank after each colon, as in KEY: VALUE";
    }
    if (c.contains("unexpected character found")) {
      return "put text that begins with * or & in quotes";
    }
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
