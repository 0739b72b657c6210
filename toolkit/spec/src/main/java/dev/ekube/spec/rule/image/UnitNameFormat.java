package dev.ekube.spec.rule.image;

import dev.ekube.spec.rule.FormatRule;

/** A systemd unit. */
public final class UnitNameFormat extends FormatRule {
  public static final UnitNameFormat RULE = new UnitNameFormat();

  private UnitNameFormat() {
    super(
        "bad-unit-name",
        "a systemd unit",
        "chronyd.service",
        "[A-Za-z0-9:_.\\\\-]+(@[A-Za-z0-9:_.\\\\-]*)?\\.(service|socket|timer|target|pa"
            + "th|mount|automount|swap|slice)",
        "A unit is named in full, with its kind: chronyd.service, not chronyd.");
  }

  @Override
  protected String advice(String text) {
    return accepts(text + ".service") ? "write " + text + ".service" : super.advice(text);
  }
}
