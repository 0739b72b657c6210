package dev.ekube.adapters.warewulf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * A packed image as Warewulf leaves it: a cpio archive with its gzip form beside it. Warewulf
 * writes both in place, so a cut or a full disk leaves part of one; this tells part from whole by
 * the ends of the files.
 */
final class Packed {
  private static final int BLOCK = 512;
  private static final byte[] TRAILER = "TRAILER!!!".getBytes(StandardCharsets.US_ASCII);

  private final Path image;
  private final Path compressed;

  Packed(Path image) {
    this.image = image;
    this.compressed = image.resolveSibling(image.getFileName() + ".gz");
  }

  /** Which writing of the files this is: another text after each. */
  String state() {
    return state(image) + " " + state(compressed);
  }

  private static String state(Path file) {
    try {
      Map<String, Object> all =
          new TreeMap<>(Files.readAttributes(file, "unix:ino,size,lastModifiedTime,ctime"));
      return all.toString();
    } catch (IOException e) {
      return "none";
    }
  }

  /** True when both files are there and neither has been cut short. */
  boolean isWhole() {
    try (FileChannel plain = FileChannel.open(image);
        FileChannel gzip = FileChannel.open(compressed)) {
      return gzip.size() > Integer.BYTES
          && plain.size() > 0
          && plain.size() % BLOCK == 0
          && hasTrailer(plain)
          && sizeBefore(gzip) == (plain.size() & 0xFFFF_FFFFL);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean hasTrailer(FileChannel plain) throws IOException {
    int length = (int) Math.min(plain.size(), 2L * BLOCK);
    byte[] end = read(plain, plain.size() - length, length).array();
    for (int at = 0; at + TRAILER.length <= end.length; at++) {
      if (Arrays.equals(end, at, at + TRAILER.length, TRAILER, 0, TRAILER.length)) {
        return true;
      }
    }
    return false;
  }

  /** The last four bytes of a gzip file: the size of its content modulo 2^32 (RFC 1952). */
  private static long sizeBefore(FileChannel gzip) throws IOException {
    return Integer.toUnsignedLong(
        read(gzip, gzip.size() - Integer.BYTES, Integer.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt(0));
  }

  private static ByteBuffer read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    int got = 0;
    while (buffer.hasRemaining() && got >= 0) {
      got = channel.read(buffer, at + buffer.position());
    }
    return buffer;
  }

  /**
   * True when it was packed at or after the moment. The gzip form is asked for the time of its last
   * change of any kind, for pigz gives it the image's time of writing without the part of a second.
   */
  boolean isSince(Instant moment) {
    try {
      FileTime compressedAt = (FileTime) Files.getAttribute(compressed, "unix:ctime");
      return !Files.getLastModifiedTime(image).toInstant().isBefore(moment)
          && !compressedAt.toInstant().isBefore(moment);
    } catch (IOException e) {
      return false;
    }
  }
}
