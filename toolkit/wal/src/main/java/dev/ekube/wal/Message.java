package dev.ekube.wal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** The few protocol buffers of etcd's log: messages of numbers and bytes. */
final class Message {
  private static final int FIELDS = 8;
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final long[] numbers = new long[FIELDS];
  private final ByteBuffer[] bytes = new ByteBuffer[FIELDS];

  private Message() {}

  /** Bytes that are no message. */
  static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String why) {
      super(why);
    }
  }

  /** Reads the fields below 8; later ones of a number replace earlier ones, others are skipped. */
  static Message read(ByteBuffer from) throws Malformed {
    Message message = new Message();
    ByteBuffer in = from.duplicate();
    while (in.hasRemaining()) {
      long key = varint(in);
      long field = key >>> 3;
      boolean wanted = Long.compareUnsigned(field, FIELDS) < 0;
      switch ((int) (key & 7)) {
        case 0 -> {
          long value = varint(in);
          if (wanted) {
            message.numbers[(int) field] = value;
          }
        }
        case 1 -> take(in, 8);
        case 2 -> {
          ByteBuffer value = take(in, varint(in));
          if (wanted) {
            message.bytes[(int) field] = value;
          }
        }
        case 5 -> take(in, 4);
        default -> throw new Malformed("a field of an unknown kind");
      }
    }
    return message;
  }

  /** The number of a field, 0 where it is not there. */
  long number(int field) {
    return numbers[field];
  }

  /** The bytes of a field, none where it is not there. */
  ByteBuffer bytes(int field) {
    return bytes[field] == null ? NOTHING : bytes[field].duplicate();
  }

  /** Writes fields 1, 2, 3… of numbers. */
  static byte[] ofNumbers(long... values) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < values.length; i++) {
      out.write((i + 1) << 3);
      writeVarint(out, values[i]);
    }
    return out.toByteArray();
  }

  /** Adds a field of bytes to an encoded message. */
  static byte[] withBytes(byte[] message, int field, byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(message);
    out.write((field << 3) | 2);
    writeVarint(out, value.length);
    out.writeBytes(value);
    return out.toByteArray();
  }

  private static ByteBuffer take(ByteBuffer in, long count) throws Malformed {
    if (count < 0 || count > in.remaining()) {
      throw new Malformed("a field longer than its message");
    }
    ByteBuffer taken = in.slice(in.position(), (int) count);
    in.position(in.position() + (int) count);
    return taken;
  }

  private static long varint(ByteBuffer in) throws Malformed {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      if (!in.hasRemaining()) {
        throw new Malformed("a number that is cut off");
      }
      byte next = in.get();
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new Malformed("a number longer than 64 bits");
  }

  private static void writeVarint(ByteArrayOutputStream out, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) ((rest & 0x7f) | 0x80));
      rest >>>= 7;
    }
    out.write((int) rest);
  }
}
