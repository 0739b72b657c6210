package dev.ekube.spec.rule.format;

import dev.ekube.model.Ipv4;
import dev.ekube.spec.rule.FormatRule;

/** First and last address. */
public final class DhcpRangeFormat extends FormatRule {
  public static final DhcpRangeFormat RULE = new DhcpRangeFormat();

  private DhcpRangeFormat() {
    super(
        "bad-dhcp-range",
        "a range of addresses",
        "10.0.0.200-10.0.0.250",
        "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0"
            + "-9]{2}|[1-9]?[0-9])){3} ?- ?(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]"
            + ")(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}",
        "The DHCP range is the first and the last address that Warewulf's DHCP server "
            + "hands out, with a hyphen between them (range start and range end of "
            + "warewulf.conf), in this order.");
  }

  @Override
  public boolean accepts(String text) {
    int hyphen = text.indexOf('-');
    if (hyphen < 0 || !super.accepts(text)) {
      return false;
    }
    Ipv4 first = Ipv4.parse(text.substring(0, hyphen).strip());
    return first.compareTo(Ipv4.parse(text.substring(hyphen + 1).strip())) <= 0;
  }
}
