package dev.ekube.rpm.header;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Puts values together to a header, laid out as rpm does it. */
public final class HeaderBuilder {
  private static final int IMMUTABLE = 63;
  private static final int SIGNATURES = 62;

  private final Map<Integer, Value> values = new TreeMap<>();

  private record Value(TagType type, int count, ByteBuffer data) {}

  /** One text. */
  public HeaderBuilder text(Key key, String text) {
    return put(key, TagType.STRING, 1, texts(List.of(text)));
  }

  /** Several texts; none at all leave the tag out. */
  public HeaderBuilder texts(Key key, List<String> texts) {
    return put(key, TagType.STRING_ARRAY, texts.size(), texts(texts));
  }

  /** Numbers in the width that the key asks for; none at all leave the tag out. */
  public HeaderBuilder numbers(Key key, long... numbers) {
    TagType type =
        switch (key.kind()) {
          case BYTE -> TagType.CHAR;
          case SHORT -> TagType.INT16;
          case LONG -> TagType.INT64;
          case INT, TEXT, TEXTS, BIN -> TagType.INT32;
        };
    ByteBuffer data = ByteBuffer.allocate(numbers.length * type.width());
    for (long number : numbers) {
      switch (type.width()) {
        case 1 -> data.put((byte) number);
        case 2 -> data.putShort((short) number);
        case 4 -> data.putInt((int) number);
        default -> data.putLong(number);
      }
    }
    return put(key, type, numbers.length, data.array());
  }

  /** Bytes; none at all leave the tag out. */
  public HeaderBuilder bytes(Key key, byte[] bytes) {
    return put(key, TagType.BIN, bytes.length, bytes);
  }

  /** The value that {@code from} has under {@code source}, if it has one. */
  public HeaderBuilder copy(Key key, Header from, Key source) {
    from.entry(source).ifPresent(e -> put(key, e.type(), e.count(), from.bytes(source)));
    return this;
  }

  /** A main header with a region around all of it. */
  public byte[] main() {
    return whole(IMMUTABLE);
  }

  /** A signature header with a region around all of it. */
  public byte[] signature() {
    return whole(SIGNATURES);
  }

  /** The values behind those of {@code base}, as the database adds to a package's header. */
  public byte[] behind(Header base) {
    byte[] old = base.blob();
    ByteBuffer numbers = ByteBuffer.wrap(old);
    int entries = numbers.getInt();
    int length = numbers.getInt();
    int dataStart = IndexReader.INTRO + entries * IndexReader.ENTRY;
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    data.write(old, dataStart, length);
    ByteBuffer index = ByteBuffer.allocate((entries + values.size()) * IndexReader.ENTRY);
    index.put(old, IndexReader.INTRO, entries * IndexReader.ENTRY);
    append(index, data);
    return joined(index, data);
  }

  private byte[] whole(int region) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    ByteBuffer index = ByteBuffer.allocate((values.size() + 1) * IndexReader.ENTRY);
    index.position(IndexReader.ENTRY);
    append(index, data);
    entry(index.position(0), region, TagType.BIN, data.size(), IndexReader.ENTRY);
    ByteBuffer trailer = ByteBuffer.allocate(IndexReader.ENTRY);
    entry(trailer, region, TagType.BIN, -index.capacity(), IndexReader.ENTRY);
    data.writeBytes(trailer.array());
    return joined(index, data);
  }

  private void append(ByteBuffer index, ByteArrayOutputStream data) {
    values.forEach(
        (tag, value) -> {
          while (value.type().width() > 1 && data.size() % value.type().width() != 0) {
            data.write(0);
          }
          entry(index, tag, value.type(), data.size(), value.count());
          byte[] bytes = new byte[value.data().capacity()];
          value.data().get(0, bytes);
          data.writeBytes(bytes);
        });
  }

  private static byte[] joined(ByteBuffer index, ByteArrayOutputStream data) {
    byte[] entries = new byte[index.capacity()];
    index.get(0, entries);
    return ByteBuffer.allocate(IndexReader.INTRO + entries.length + data.size())
        .putInt(entries.length / IndexReader.ENTRY)
        .putInt(data.size())
        .put(entries)
        .put(data.toByteArray())
        .array();
  }

  private static void entry(ByteBuffer to, int tag, TagType type, int offset, int count) {
    to.putInt(tag).putInt(type.number()).putInt(offset).putInt(count);
  }

  private HeaderBuilder put(Key key, TagType type, int count, byte[] data) {
    if (count > 0) {
      values.put(key.number(), new Value(type, count, ByteBuffer.wrap(data)));
    }
    return this;
  }

  private static byte[] texts(List<String> texts) {
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    for (String text : texts) {
      data.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      data.write(0);
    }
    return data.toByteArray();
  }
}
