package dev.ekube.spec.rule.format;

import dev.ekube.model.MacAddress;
import dev.ekube.spec.rule.FormatRule;

/** Six pairs of hex digits. */
public final class MacFormat extends FormatRule {
  public static final MacFormat RULE = new MacFormat();

  private MacFormat() {
    super(
        "bad-mac",
        "a MAC address",
        "52:54:00:00:00:10",
        "[0-9A-Fa-f]{2}([:-][0-9A-Fa-f]{2}){5}",
        "A MAC address is six pairs of hexadecimal digits with colons or hyphens "
            + "between them. It names one network card, so it is neither a multicast address "
            + "(an odd first pair) nor all zeros.");
  }

  @Override
  public boolean accepts(String text) {
    return text.length() == 17 && MacAddress.isValid(text);
  }

  @Override
  protected String advice(String text) {
    if (super.accepts(text) && text.equals("00:00:00:00:00:00")) {
      return "write the card's own address; zeros stand for none";
    }
    return super.accepts(text) && !MacAddress.isValid(text)
        ? "its first pair is odd, which makes it a multicast address; write the card's own"
        : super.advice(text);
  }
}
