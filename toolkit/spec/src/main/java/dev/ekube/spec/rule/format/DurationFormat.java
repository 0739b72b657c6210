package dev.ekube.spec.rule.format;

import dev.ekube.spec.rule.FormatRule;

/** Hours, minutes, seconds. */
public final class DurationFormat extends FormatRule {
  public static final DurationFormat RULE = new DurationFormat();

  private DurationFormat() {
    super(
        "bad-duration",
        "a duration",
        "30s",
        "(?=.)([0-9]{1,4}h)?([0-9]{1,5}m)?([0-9]{1,6}s)?",
        "A duration is written with its units: 30s, 5m, 1h30m. A bare number is not " + "enough.");
  }

  @Override
  protected String advice(String text) {
    return accepts(text + "s") ? "write the unit, such as " + text + "s" : super.advice(text);
  }
}
