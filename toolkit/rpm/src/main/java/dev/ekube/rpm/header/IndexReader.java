package dev.ekube.rpm.header;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Reads a header's index and checks every entry against the data, as rpm's hdrblobVerify does. All
 * numbers are big-endian.
 */
final class IndexReader {
  /** Bytes of one entry: tag, type, offset, count. */
  static final int ENTRY = 16;

  /** Bytes before the index: number of entries and of data bytes. */
  static final int INTRO = 8;

  private static final int FIRST_TAG = 62;
  private static final int LAST_REGION = 63;

  private final ByteBuffer blob;
  private final int entries;
  private final int data;
  private int regionEntries;

  IndexReader(byte[] bytes) throws BadRpmException {
    this.blob = ByteBuffer.wrap(bytes);
    if (bytes.length < INTRO) {
      throw new BadRpmException("its header ends early");
    }
    this.entries = blob.getInt(0);
    int length = blob.getInt(4);
    Limits.check(entries, length);
    this.data = INTRO + entries * ENTRY;
    if (bytes.length != data + length) {
      throw new BadRpmException("its header is not as long as it says");
    }
  }

  /** The entries by tag. */
  Map<Integer, Entry> read() throws BadRpmException {
    Map<Integer, Entry> index = new TreeMap<>();
    int free = data;
    for (int i = 0; i < entries; i++) {
      int at = INTRO + i * ENTRY;
      Entry entry =
          entry(blob.getInt(at), blob.getInt(at + 4), blob.getInt(at + 8), blob.getInt(at + 12));
      if (entry.tag() <= LAST_REGION) {
        regionEntries = region(entry, i);
      } else if (entry.start() < free) {
        // Values that overlap would let a small header stand for endless ones.
        throw new BadRpmException("the values of tag " + entry.tag() + " overlap others");
      } else {
        free = entry.end();
      }
      // What was added behind the region replaces what is in it, as rpm reads its database.
      if (index.put(entry.tag(), entry) != null && i < Math.max(regionEntries, 1)) {
        throw new BadRpmException("its header holds tag " + entry.tag() + " twice");
      }
    }
    return index;
  }

  /** How many entries the region holds that the first entry speaks of; 0 without a region. */
  int regionEntries() {
    return regionEntries;
  }

  int dataStart() {
    return data;
  }

  private Entry entry(int tag, int number, int offset, int count) throws BadRpmException {
    TagType type =
        TagType.of(number)
            .orElseThrow(
                () -> new BadRpmException("tag " + tag + " has the unknown type " + number));
    int room = blob.limit() - data;
    boolean first = tag >= FIRST_TAG && tag <= LAST_REGION;
    if (tag < FIRST_TAG || offset < 0 || offset >= room || count <= 0 || count > room) {
      throw new BadRpmException("tag " + tag + " lies outside of its header's data");
    }
    if (first && (type != TagType.BIN || count != ENTRY)) {
      throw new BadRpmException("its header's region is none");
    }
    if (type == TagType.STRING && count != 1) {
      throw new BadRpmException("tag " + tag + " is one text " + count + " times");
    }
    if (!type.isText() && type != TagType.BIN && offset % type.width() != 0) {
      throw new BadRpmException("tag " + tag + " is not aligned");
    }
    int start = data + offset;
    return new Entry(tag, type, count, start, end(tag, type, start, count));
  }

  private int end(int tag, TagType type, int start, int count) throws BadRpmException {
    if (type.isText() && count > Limits.MOST_TEXTS) {
      throw new BadRpmException("tag " + tag + " claims to have " + count + " texts");
    }
    if (!type.isText()) {
      long end = start + (long) count * type.width();
      if (end > blob.limit()) {
        throw new BadRpmException("tag " + tag + " reaches beyond its header's data");
      }
      return (int) end;
    }
    int at = start;
    for (int i = 0; i < count; i++) {
      while (at < blob.limit() && blob.get(at) != 0) {
        at++;
      }
      if (at++ >= blob.limit()) {
        throw new BadRpmException("a text of tag " + tag + " has no end");
      }
    }
    return at;
  }

  /** The trailer repeats the tag and says, as a negative offset, how long the region's index is. */
  private int region(Entry entry, int place) throws BadRpmException {
    if (place != 0) {
      throw new BadRpmException("its header's region does not come first");
    }
    int tag = blob.getInt(entry.start());
    int type = blob.getInt(entry.start() + 4);
    int back = blob.getInt(entry.start() + 8);
    int count = blob.getInt(entry.start() + 12);
    long length = -(long) back;
    // Old versions of rpm wrote 61 where the signature's 62 belongs; no package in use has it.
    boolean same = tag == entry.tag() && type == TagType.BIN.number() && count == ENTRY;
    if (!same || length <= 0 || length % ENTRY != 0 || length > (long) entries * ENTRY) {
      throw new BadRpmException("its header's region has a wrong trailer");
    }
    return (int) (length / ENTRY);
  }

  static Optional<Key> mismatch(Map<Integer, Entry> index, Key[] keys) {
    for (Key key : keys) {
      Entry entry = index.get(key.number());
      if (entry != null && !key.kind().takes(entry.type())) {
        return Optional.of(key);
      }
    }
    return Optional.empty();
  }
}
