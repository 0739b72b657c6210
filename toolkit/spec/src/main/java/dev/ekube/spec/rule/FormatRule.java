package dev.ekube.spec.rule;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import java.util.regex.Pattern;

/**
 * How one kind of text is written. The pattern is what editors see through the JSON Schema; a
 * format may be stricter than its pattern, never laxer.
 */
public abstract class FormatRule extends Rule {
  private final String noun;
  private final String example;
  private final String pattern;
  private Pattern compiled;

  /**
   * @param noun with its article, such as {@code an IPv4 address}
   * @param example a good value
   * @param pattern a regular expression that Java and ECMAScript read alike, without anchors
   */
  protected FormatRule(String id, String noun, String example, String pattern, String meaning) {
    super(id, meaning);
    this.noun = noun;
    this.example = example;
    this.pattern = pattern;
  }

  /** True for text of this format. */
  public boolean accepts(String text) {
    if (compiled == null) {
      compiled = Pattern.compile(pattern);
    }
    return compiled.matcher(text).matches();
  }

  /** What to write instead of this text. */
  protected String advice(String text) {
    return "write " + noun + " such as " + example;
  }

  /** Says so at the value. */
  public final Problem at(Span place, String path, String text) {
    String message = path + " " + Words.quoted(text) + " is not " + noun;
    return problem(place, message, advice(text));
  }

  public final String noun() {
    return noun;
  }

  public final String example() {
    return example;
  }

  public final String pattern() {
    return pattern;
  }

  /** The pattern shows in the schema, so the schema refuses what the pattern refuses. */
  @Override
  public boolean seenBySchema() {
    return true;
  }
}
