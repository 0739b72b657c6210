package dev.ekube.model;

/** An IPv4 network: its first address and a prefix of 0 to 32 bits; host bits are zero. */
public record Cidr(Ipv4 network, int prefix) {
  public Cidr {
    Check.that(prefix >= 0 && prefix <= 32, "not a prefix length: %d", prefix);
    Check.that(
        (network.bits() & ~maskBits(prefix)) == 0, "host bits set in %s/%d", network, prefix);
  }

  /** {@code 10.0.0.0/24}; anything else, host bits included, is an IllegalArgumentException. */
  public static Cidr parse(String text) {
    Check.that(isShaped(text), "not a network: %s", text);
    int slash = text.indexOf('/');
    return new Cidr(
        Ipv4.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  /** The network that an address with a prefix lies in: {@code 10.0.0.13/24} is 10.0.0.0/24. */
  public static Cidr around(Ipv4 address, int prefix) {
    return new Cidr(new Ipv4(address.bits() & maskBits(prefix)), prefix);
  }

  /** True for {@code ADDRESS/PREFIX}, whether or not host bits are set. */
  public static boolean isShaped(String text) {
    int slash = text.indexOf('/');
    return slash > 0
        && Ipv4.isValid(text.substring(0, slash))
        && text.substring(slash + 1).matches("[0-9]|[12][0-9]|3[0-2]");
  }

  public boolean contains(Ipv4 address) {
    return (address.bits() & maskBits(prefix)) == network.bits();
  }

  public boolean overlaps(Cidr other) {
    return contains(other.network) || other.contains(network);
  }

  /** The mask as an address: 255.255.255.0 for /24. */
  public Ipv4 netmask() {
    return new Ipv4(maskBits(prefix));
  }

  public Ipv4 last() {
    return new Ipv4(network.bits() | (~maskBits(prefix) & 0xFFFF_FFFFL));
  }

  /** True when an interface may carry the address: not the network's own, not the broadcast. */
  public boolean isHost(Ipv4 address) {
    boolean edge = address.equals(network) || address.equals(last());
    return contains(address) && (prefix >= 31 || !edge);
  }

  private static long maskBits(int prefix) {
    return prefix == 0 ? 0 : 0xFFFF_FFFFL << (32 - prefix) & 0xFFFF_FFFFL;
  }

  @Override
  public String toString() {
    return network + "/" + prefix;
  }
}
