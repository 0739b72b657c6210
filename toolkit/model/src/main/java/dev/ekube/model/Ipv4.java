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

  /** Without regular expressions: a large cluster.yaml asks this thousands of times. */
  private static long bitsOf(String text) {
    long bits = 0;
    int at = 0;
    for (int part = 0; part < 4; part++) {
      int end = part < 3 ? text.indexOf('.', at) : text.length();
      int value = end < 0 ? -1 : octet(text, at, end);
      if (value < 0) {
        return -1;
      }
      bits = bits << 8 | value;
      at = end + 1;
    }
    return bits;
  }

  /** The number between two places of a text; -1 when it is none from 0 to 255. */
  private static int octet(String text, int from, int to) {
    int length = to - from;
    if (length < 1 || length > 3 || (length > 1 && text.charAt(from) == '0')) {
      return -1;
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value > 255 ? -1 : value;
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
