package dev.ekube.model;

/** A run of addresses, both ends included, such as a DHCP server's dynamic range. */
public record Ipv4Range(Ipv4 first, Ipv4 last) {
  public Ipv4Range {
    Check.that(first.compareTo(last) <= 0, "range runs backwards: %s-%s", first, last);
  }

  public boolean contains(Ipv4 address) {
    return first.compareTo(address) <= 0 && address.compareTo(last) <= 0;
  }

  @Override
  public String toString() {
    return first + "-" + last;
  }
}
