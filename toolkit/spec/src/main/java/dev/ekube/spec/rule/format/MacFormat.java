package dev.ekube.spec.rule.format;

import dev.ekube.model.MacAddress;
import dev.ekube.spec.rule.FormatRule;
import java.util.regex.Pattern;

/** Six pairs of hex digits. */
public final class MacFormat extends FormatRule {
  public static final MacFormat RULE = new MacFormat();

  /** As switches and vendors' lists write it: 525400000010, 5254.0000.0010. */
  private static final Pattern BARE =
      Pattern.compile("[0-9A-Fa-f]{12}|[0-9A-Fa-f]{4}(\\.[0-9A-Fa-f]{4}){2}");

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
    if (BARE.matcher(text).matches()) {
      return "write " + String.join(":", text.replace(".", "").split("(?<=\\G..)"));
    }
    return super.accepts(text) && !MacAddress.isValid(text)
        ? "its first pair is odd, which makes it a multicast address; write the card's own"
        : super.advice(text);
  }
}
