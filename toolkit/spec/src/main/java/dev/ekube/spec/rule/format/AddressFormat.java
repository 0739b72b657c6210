package dev.ekube.spec.rule.format;

import dev.ekube.model.Ipv4;
import dev.ekube.spec.rule.FormatRule;

/** Four numbers. */
public final class AddressFormat extends FormatRule {
  public static final AddressFormat RULE = new AddressFormat();

  private AddressFormat() {
    super(
        "bad-address",
        "an IPv4 address",
        "10.0.0.99",
        "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0"
            + "-9]{2}|[1-9]?[0-9])){3}",
        "Addresses are IPv4: four numbers from 0 to 255 without leading zeros. A prefix "
            + "such as /24 belongs to networks only.");
  }

  @Override
  public boolean accepts(String text) {
    return Ipv4.isValid(text);
  }

  @Override
  protected String advice(String text) {
    if (text.indexOf('/') > 0) {
      return "write the address without the prefix, such as 10.0.0.99";
    }
    if (text.indexOf(':') >= 0) {
      return "write an IPv4 address such as 10.0.0.99; IPv6 is not supported yet";
    }
    return super.advice(text);
  }
}
