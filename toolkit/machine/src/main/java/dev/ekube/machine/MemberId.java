package dev.ekube.machine;

/** An etcd member's id: 64 unsigned bits, written in lower-case hexadecimal as etcd's logs do. */
public record MemberId(long value) implements Comparable<MemberId> {

  /** Reads the hexadecimal form; {@link NumberFormatException} when it is none. */
  public static MemberId parse(String hex) {
    return new MemberId(Long.parseUnsignedLong(hex, 16));
  }

  @Override
  public int compareTo(MemberId other) {
    return Long.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return Long.toHexString(value);
  }
}
