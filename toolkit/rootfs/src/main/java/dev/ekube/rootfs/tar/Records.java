package dev.ekube.rootfs.tar;

import dev.ekube.rootfs.RootfsException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The records of a PAX header. Values stay bytes: those of extended attributes are no text, and a
 * library that takes them for some writes other capabilities than it has read.
 */
final class Records {
  static final String XATTR = "SCHILY.xattr.";

  private Records() {}

  static SortedMap<String, byte[]> parse(byte[] block) throws RootfsException {
    SortedMap<String, byte[]> records = new TreeMap<>();
    int at = 0;
    while (at < block.length && block[at] != 0) {
      int blank = at;
      while (blank < block.length && block[blank] != ' ') {
        blank++;
      }
      int length = number(block, at, blank);
      int equals = blank + 1;
      while (equals < block.length && block[equals] != '=') {
        equals++;
      }
      int end = at + length;
      if (length <= 0 || end > block.length || equals >= end || block[end - 1] != '\n') {
        throw new RootfsException("a PAX header is broken");
      }
      String key = new String(block, blank + 1, equals - blank - 1, StandardCharsets.UTF_8);
      records.put(key, Arrays.copyOfRange(block, equals + 1, end - 1));
      at = end;
    }
    return records;
  }

  private static int number(byte[] block, int from, int to) throws RootfsException {
    int number = 0;
    if (to - from > 9 || to == from) {
      throw new RootfsException("a PAX header is broken");
    }
    for (int i = from; i < to; i++) {
      if (block[i] < '0' || block[i] > '9') {
        throw new RootfsException("a PAX header is broken");
      }
      number = number * 10 + block[i] - '0';
    }
    return number;
  }

  static byte[] print(SortedMap<String, byte[]> records) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (Map.Entry<String, byte[]> record : records.entrySet()) {
      byte[] key = record.getKey().getBytes(StandardCharsets.UTF_8);
      int rest = key.length + record.getValue().length + 3;
      int length = rest + 1;
      // The length counts its own digits.
      while (length != rest + Integer.toString(length).length()) {
        length = rest + Integer.toString(length).length();
      }
      out.writeBytes((length + " ").getBytes(StandardCharsets.US_ASCII));
      out.writeBytes(key);
      out.write('=');
      out.writeBytes(record.getValue());
      out.write('\n');
    }
    return out.toByteArray();
  }
}
