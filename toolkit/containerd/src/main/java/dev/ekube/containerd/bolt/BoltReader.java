package dev.ekube.containerd.bolt;

import java.io.IOException;
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
  private static final int DEEPEST = 64;
  private static final int MOST = 1 << 20;
  private static final int TRANSACTION = 48;

  private final ByteBuffer file;
  private final int pageSize;
  private final SortedMap<String, String> values = new TreeMap<>();
  private int pages;

  private BoltReader(ByteBuffer file, int pageSize) {
    this.file = file;
    this.pageSize = pageSize;
  }

  /** Values by path; a bucket stands as its path with a slash behind it and its sequence. */
  public static SortedMap<String, String> read(byte[] file) throws IOException {
    try {
      ByteBuffer buffer = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
      int first = buffer.getInt(BoltFile.HEADER + 8);
      boolean isFirst =
          buffer.getLong(BoltFile.HEADER + TRANSACTION)
              > buffer.getLong(first + BoltFile.HEADER + TRANSACTION);
      int newest = (isFirst ? 0 : first) + BoltFile.HEADER;
      if (buffer.getInt(newest) != BoltFile.MAGIC) {
        throw new IOException("this is no bbolt database");
      }
      BoltReader reader = new BoltReader(buffer, first);
      reader.page(reader.place(buffer.getLong(newest + 16)), "", 0);
      return reader.values;
    } catch (IndexOutOfBoundsException | ArithmeticException | IllegalArgumentException e) {
      throw new IOException("this bbolt database is damaged", e);
    }
  }

  private int place(long page) {
    return Math.toIntExact(Math.multiplyExact(page, (long) pageSize));
  }

  private void page(int at, String path, int depth) throws IOException {
    // Pages that name each other would never end.
    if (depth > DEEPEST || ++pages > MOST) {
      throw new IOException("this bbolt database is damaged");
    }
    int flags = file.getShort(at + 8);
    int count = Short.toUnsignedInt(file.getShort(at + 10));
    for (int i = 0; i < count; i++) {
      int element = at + BoltFile.HEADER + i * Item.ELEMENT;
      if (flags == BoltFile.BRANCH) {
        page(place(file.getLong(element + 8)), path, depth + 1);
        continue;
      }
      int key = element + file.getInt(element + 4);
      int length = file.getInt(element + 8);
      String name = path + text(key, length);
      if (file.getInt(element) == 1) {
        bucket(key + length, name + "/", depth + 1);
      } else {
        values.put(name, text(key + length, file.getInt(element + 12)));
      }
    }
  }

  private void bucket(int at, String path, int depth) throws IOException {
    long root = file.getLong(at);
    values.put(path, Long.toString(file.getLong(at + 8)));
    page(root == 0 ? at + BoltFile.HEADER : place(root), path, depth);
  }

  private String text(int at, int length) {
    byte[] bytes = new byte[Math.min(length, file.capacity())];
    file.get(at, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
