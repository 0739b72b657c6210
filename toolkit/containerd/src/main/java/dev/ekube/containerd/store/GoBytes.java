package dev.ekube.containerd.store;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Numbers and times as programs in Go keep them. */
final class GoBytes {
  /** Seconds from the year 1 to 1970. */
  private static final long YEAR_1 = 62_135_596_800L;

  private static final short UTC = -1;

  private GoBytes() {}

  /** What {@code binary.PutUvarint} writes: seven bits a byte, the lowest first. */
  static byte[] unsigned(long number) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long left = number;
    while ((left & ~0x7fL) != 0) {
      out.write((int) (left & 0x7f) | 0x80);
      left >>>= 7;
    }
    out.write((int) left);
    return out.toByteArray();
  }

  /** What {@code binary.PutVarint} writes: the sign in the lowest bit. */
  static byte[] signed(long number) {
    return unsigned((number << 1) ^ (number >> 63));
  }

  /** What {@code time.Time.MarshalBinary} writes of a time in UTC, seconds since 1970. */
  static byte[] time(long seconds) {
    return ByteBuffer.allocate(15)
        .put((byte) 1)
        .putLong(seconds + YEAR_1)
        .putInt(0)
        .putShort(UTC)
        .array();
  }
}
