package dev.ekube.model;

/** An IPv4 address as an unsigned 32-bit number, 0 to 4294967295. */
public record Ipv4(long bits) implements Comparable<Ipv4> {
  private static final long MAX = 0xFFFF_FFFFL;

  public Ipv4 {
    Check.that(bits >= 0 && bits <= MAX, "not an IPv4 address: %d", bits);
  }

  /** Four decimal parts without leading zeros; anything else is an IllegalArgumentException. */
  public static Ipv4 parse(String text) {
    long bits = bitsOf(text);
    Check.that(bits >= 0, "not an IPv4 address: %s", text);
    return new Ipv4(bits);
  }

  public static boolean isValid(String text) {
    return bitsOf(text) >= 0;
  }

  /** The address {@code count} further on; past the last address is an IllegalArgumentException. */
  public Ipv4 plus(long count) {
    return new Ipv4(bits + count);
  }

  private static long bitsOf(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return -1;
    }
    long bits = 0;
    for (String part : parts) {
      if (!part.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(part) > 255) {
        return -1;
      }
      bits = bits << 8 | Integer.parseInt(part);
    }
    return bits;
  }

  @Override
  public int compareTo(Ipv4 other) {
    return Long.compare(bits, other.bits);
  }

  @Override
  public String toString() {
    return (bits >> 24) + "." + (bits >> 16 & 255) + "." + (bits >> 8 & 255) + "." + (bits & 255);
  }
}
