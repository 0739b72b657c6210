package dev.ekube.wal;

import java.nio.ByteBuffer;

/** One record of the log; its data is a message of its own, of a shape that the kind tells. */
record WalRecord(long kind, int crc, ByteBuffer data) {
  static final long METADATA = 1;
  static final long ENTRY = 2;
  static final long STATE = 3;
  static final long CRC = 4;
  static final long SNAPSHOT = 5;

  static WalRecord read(ByteBuffer bytes) throws Message.Malformed {
    Message message = Message.read(bytes);
    return new WalRecord(message.number(1), (int) message.number(2), message.bytes(3));
  }

  @Override
  public ByteBuffer data() {
    return data.duplicate();
  }
}
