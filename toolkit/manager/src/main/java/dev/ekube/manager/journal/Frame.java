package dev.ekube.manager.journal;

import dev.ekube.model.Bytes;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * One write of the journal: all entries that were synced together.
 *
 * <p>Layout, big-endian: length of the body (4), CRC32C of the body (4), number of the frame (8),
 * CRC32C of those sixteen bytes (4), body. The body is a row of entries, each a length (4) and its
 * bytes. The header has a checksum of its own because a length that is off would make everything
 * behind it look like a write that was cut.
 */
final class Frame {
  static final int HEADER = 20;

  /** More than any ledger can need; a greater length is damage. */
  static final int MAX_BODY = 64 << 20;

  private Frame() {}

  static ByteBuffer encode(long number, List<Bytes> entries) {
    int body = entries.stream().mapToInt(e -> e.size() + Integer.BYTES).sum();
    if (body > MAX_BODY) {
      throw new IllegalArgumentException("a journal frame of " + body + " bytes");
    }
    ByteBuffer frame = ByteBuffer.allocate(HEADER + body);
    frame.position(HEADER);
    for (Bytes entry : entries) {
      frame.putInt(entry.size()).put(entry.toArray());
    }
    frame.putInt(0, body).putInt(4, crc(frame, HEADER, body)).putLong(8, number);
    frame.putInt(16, crc(frame, 0, 16));
    return frame.flip();
  }

  static int crc(ByteBuffer bytes, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(from, length));
    return (int) crc.getValue();
  }

  /** The entries of a body whose checksum is right. */
  static List<Bytes> entries(ByteBuffer body) {
    List<Bytes> entries = new ArrayList<>();
    while (body.hasRemaining()) {
      byte[] entry = new byte[body.getInt()];
      body.get(entry);
      entries.add(Bytes.of(entry));
    }
    return entries;
  }
}
