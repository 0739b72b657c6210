package dev.ekube.containerd.bolt;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a whole bbolt database, ours or another's, as paths of keys with their values. Keys and
 * values are taken as Latin-1, so that no byte is lost.
 */
public final class BoltReader {
  private final ByteBuffer file;
  private final SortedMap<String, String> values = new TreeMap<>();

  private BoltReader(byte[] file) {
    this.file = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Values by path; a bucket stands as its path with a slash behind it and its sequence. */
  public static SortedMap<String, String> read(byte[] file) {
    BoltReader reader = new BoltReader(file);
    ByteBuffer buffer = reader.file;
    int newest =
        buffer.getLong(BoltFile.HEADER + 48) > buffer.getLong(BoltFile.PAGE + BoltFile.HEADER + 48)
            ? 0
            : BoltFile.PAGE;
    int pageSize = buffer.getInt(newest + BoltFile.HEADER + 8);
    reader.page((int) (buffer.getLong(newest + BoltFile.HEADER + 16) * pageSize), "", pageSize);
    return reader.values;
  }

  private void page(int at, String path, int pageSize) {
    int flags = file.getShort(at + 8);
    int count = Short.toUnsignedInt(file.getShort(at + 10));
    for (int i = 0; i < count; i++) {
      int element = at + BoltFile.HEADER + i * Item.ELEMENT;
      if (flags == BoltFile.BRANCH) {
        page((int) (file.getLong(element + 8) * pageSize), path, pageSize);
        continue;
      }
      int key = element + file.getInt(element + 4);
      int length = file.getInt(element + 8);
      String name = path + text(key, length);
      if (file.getInt(element) == 1) {
        bucket(key + length, name + "/", pageSize);
      } else {
        values.put(name, text(key + length, file.getInt(element + 12)));
      }
    }
  }

  private void bucket(int at, String path, int pageSize) {
    long root = file.getLong(at);
    values.put(path, Long.toString(file.getLong(at + 8)));
    page(root == 0 ? at + BoltFile.HEADER : (int) (root * pageSize), path, pageSize);
  }

  private String text(int at, int length) {
    return new String(file.array(), at, length, StandardCharsets.ISO_8859_1);
  }
}
