package dev.ekube.manager.journal;

import dev.ekube.model.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a journal file's bytes hold.
 *
 * <p>A power cut leaves a last frame that is short, or that has sectors of zeros where the file had
 * grown before its bytes were written. Such a frame was never acknowledged and is cut off. Anything
 * else that is wrong is damage: a frame is only begun when the one before it is synced.
 *
 * @param entries of all whole frames; the first is the base
 * @param end where the whole frames end
 * @param frames how many whole frames there are
 */
record Scan(List<Bytes> entries, long end, long frames) {
  static final byte[] MAGIC = "ekube journal 1\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SECTOR = 512;

  static Scan of(Path file, ByteBuffer bytes) throws JournalDamage {
    if (bytes.limit() < MAGIC.length
        || !bytes.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))) {
      throw new JournalDamage(file, 0, "it does not begin as a journal does");
    }
    List<Bytes> entries = new ArrayList<>();
    int at = MAGIC.length;
    long number = 0;
    while (at < bytes.limit()) {
      String wrong = wrong(bytes, at, number);
      if (!wrong.isEmpty()) {
        if (number == 0 || !isTorn(bytes, at)) {
          throw new JournalDamage(file, at, wrong);
        }
        break;
      }
      int length = bytes.getInt(at);
      entries.addAll(Frame.entries(bytes.slice(at + Frame.HEADER, length)));
      at += Frame.HEADER + length;
      number++;
    }
    if (number == 0) {
      throw new JournalDamage(file, at, "its first record is missing");
    }
    return new Scan(entries, at, number);
  }

  private static String wrong(ByteBuffer bytes, int at, long number) {
    int left = bytes.limit() - at;
    if (left < Frame.HEADER) {
      return "a record's header is cut";
    }
    if (Frame.crc(bytes, at, 16) != bytes.getInt(at + 16)) {
      return "a record's header has a wrong checksum";
    }
    int length = bytes.getInt(at);
    if (length < 0 || length > Frame.MAX_BODY) {
      return "a record claims " + length + " bytes";
    }
    if (bytes.getLong(at + 8) != number) {
      return "there is record " + bytes.getLong(at + 8) + " where " + number + " must be";
    }
    if (length > left - Frame.HEADER) {
      return "a record is cut";
    }
    if (Frame.crc(bytes, at + Frame.HEADER, length) != bytes.getInt(at + 4)) {
      return "a record has a wrong checksum";
    }
    return "";
  }

  private static boolean isTorn(ByteBuffer bytes, int at) {
    int left = bytes.limit() - at;
    if (left < Frame.HEADER) {
      return true;
    }
    boolean headerHolds = Frame.crc(bytes, at, 16) == bytes.getInt(at + 16);
    if (headerHolds && bytes.getInt(at) > left - Frame.HEADER) {
      return true;
    }
    boolean last = !headerHolds || bytes.getInt(at) == left - Frame.HEADER;
    return last && hasEmptySector(bytes, at);
  }

  /** Whether some sector of the file, as far as it lies in the frame, holds nothing but zeros. */
  private static boolean hasEmptySector(ByteBuffer bytes, int from) {
    int at = from;
    while (at < bytes.limit()) {
      int end = Math.min(bytes.limit(), (at / SECTOR + 1) * SECTOR);
      int zeros = at;
      while (zeros < end && bytes.get(zeros) == 0) {
        zeros++;
      }
      if (zeros == end) {
        return true;
      }
      at = end;
    }
    return false;
  }
}
