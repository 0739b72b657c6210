package dev.ekube.wal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The frames of one file of the log. A frame is a length of 8 bytes, a record, and padding up to
 * the next multiple of 8; a length of zero, which is what preallocated space holds, ends the file.
 *
 * <p>After etcd 3.5, server/wal/decoder.go: what is not whole at the end of the last file was being
 * written when power was lost, and is dropped; anywhere else it is damage.
 */
final class Segment {
  private static final int SECTOR = 512;
  private static final int LENGTH_BYTES = 8;

  private final ByteBuffer bytes;
  private final boolean last;
  private final RollingCrc crc;

  /** Where the next frame begins; all before it is sound. */
  private int offset;

  /** The value of {@code crc} at {@code offset}. */
  private int sum;

  Segment(ByteBuffer bytes, boolean last, RollingCrc crc) {
    this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    this.last = last;
    this.crc = crc;
    this.sum = crc.value();
  }

  /** What stands at the next place of a file. */
  sealed interface Frame {
    record Whole(WalRecord record) implements Frame {}

    record End() implements Frame {}

    record Torn() implements Frame {}

    record Damage(String why) implements Frame {}
  }

  int offset() {
    return offset;
  }

  int sum() {
    return sum;
  }

  /** Takes the sum that a record of that kind carries as the sum of all before it. */
  void restart(int from) {
    crc.restart(from);
    sum = from;
  }

  Frame next() {
    int left = bytes.limit() - offset;
    if (left == 0) {
      return new Frame.End();
    }
    if (left < LENGTH_BYTES) {
      return cut("ends within a length");
    }
    long field = bytes.getLong(offset);
    if (field == 0) {
      return new Frame.End();
    }
    long size = field & ~(0xffL << 56);
    int padding = field < 0 ? (int) ((field >>> 56) & 7) : 0;
    if (size + padding > left - LENGTH_BYTES) {
      return cut("ends within a record");
    }
    return decode((int) size, padding);
  }

  private Frame decode(int size, int padding) {
    int from = offset + LENGTH_BYTES;
    WalRecord found;
    try {
      found = WalRecord.read(bytes.slice(from, size));
    } catch (Message.Malformed e) {
      return unless(size + padding, "has a record that cannot be decoded: " + e.getMessage());
    }
    if (found.kind() != WalRecord.CRC) {
      crc.update(found.data());
      if (crc.value() != found.crc()) {
        return unless(size + padding, "has a record whose checksum does not match");
      }
    }
    offset = from + size + padding;
    sum = crc.value();
    return new Frame.Whole(found);
  }

  private Frame cut(String what) {
    return last ? new Frame.Torn() : damage(what);
  }

  /** Sectors reach a disk whole or not at all: one of zeros was never written. */
  private Frame unless(int length, String what) {
    boolean torn = false;
    int at = offset + LENGTH_BYTES;
    int end = at + length;
    while (at < end && !torn) {
      int next = Math.min(end, (at / SECTOR + 1) * SECTOR);
      torn = allZero(at, next);
      at = next;
    }
    return last && torn ? new Frame.Torn() : damage(what);
  }

  private boolean allZero(int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes.get(at) != 0) {
        return false;
      }
    }
    return true;
  }

  private Frame damage(String what) {
    return new Frame.Damage(what + " at byte " + offset);
  }
}
