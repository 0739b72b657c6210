package dev.ekube.spec.rule.format;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.spec.rule.FormatRule;
import java.util.Optional;

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
        : ofMask(text).map(n -> "write " + n).orElseGet(() -> super.advice(text));
  }

  /** The network of an address with a mask: 10.0.0.0/255.255.255.0 is 10.0.0.0/24. */
  private static Optional<String> ofMask(String text) {
    int slash = text.indexOf('/');
    if (slash < 0 || !Ipv4.isValid(text.substring(0, slash))) {
      return Optional.empty();
    }
    for (int prefix = 0; prefix <= 32; prefix++) {
      Cidr network = Cidr.around(Ipv4.parse(text.substring(0, slash)), prefix);
      if (network.netmask().toString().equals(text.substring(slash + 1))) {
        return Optional.of(network.toString());
      }
    }
    return Optional.empty();
  }

  private static String cleaned(String text) {
    int slash = text.indexOf('/');
    int prefix = Integer.parseInt(text.substring(slash + 1));
    return Cidr.around(Ipv4.parse(text.substring(0, slash)), prefix).toString();
  }
}
