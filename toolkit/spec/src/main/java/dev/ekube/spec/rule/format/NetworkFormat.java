package dev.ekube.spec.rule.format;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.spec.rule.FormatRule;

/** Address and prefix. */
public final class NetworkFormat extends FormatRule {
  public static final NetworkFormat RULE = new NetworkFormat();

  private NetworkFormat() {
    super(
        "bad-network",
        "an IPv4 network",
        "10.0.0.0/24",
        "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0"
            + "-9]{2}|[1-9]?[0-9])){3}/(3[0-2]|[12]?[0-9])",
        "Networks are written as the network's first address and the length of its "
            + "prefix. Bits behind the prefix are zero: 10.0.0.13/24 is an address in "
            + "10.0.0.0/24, not a network.");
  }

  @Override
  public boolean accepts(String text) {
    return Cidr.isShaped(text) && text.equals(cleaned(text));
  }

  @Override
  protected String advice(String text) {
    return Cidr.isShaped(text)
        ? "did you mean " + cleaned(text) + "? Bits behind the prefix must be zero"
        : super.advice(text);
  }

  private static String cleaned(String text) {
    int slash = text.indexOf('/');
    int prefix = Integer.parseInt(text.substring(slash + 1));
    return Cidr.around(Ipv4.parse(text.substring(0, slash)), prefix).toString();
  }
}
