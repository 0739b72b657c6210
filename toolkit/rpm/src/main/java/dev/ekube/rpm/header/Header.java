package dev.ekube.rpm.header;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A header of RPM: values by tag. It was checked as a whole when it was read, so that asking it
 * cannot fail.
 */
public final class Header {
  /** What stands before every header in a package, but not in the database. */
  private static final byte[] MAGIC = HexFormat.of().parseHex("8eade80100000000");

  private final byte[] blob;
  private final Map<Integer, Entry> index;
  private final int entries;
  private final int regionEntries;

  private Header(byte[] blob, Map<Integer, Entry> index, int entries, int regionEntries) {
    this.blob = blob;
    this.index = index;
    this.entries = entries;
    this.regionEntries = regionEntries;
  }

  /** A main header as the database keeps it: without the magic bytes. */
  public static Header parse(byte[] blob) throws BadRpmException {
    return parse(blob, Tag.values());
  }

  /** A package's main header, of which the stream stands at the magic bytes. */
  public static Header readMain(InputStream in) throws IOException {
    Header header = parse(blob(in), Tag.values());
    header.requireWholeRegion();
    return header;
  }

  /** A package's signature header; what pads it to 8 bytes is read, too, and must be zeros. */
  public static Header readSignature(InputStream in) throws IOException {
    Header header = parse(blob(in), SignatureTag.values());
    header.requireWholeRegion();
    byte[] padding = in.readNBytes(-header.blob.length & 7);
    for (byte b : padding) {
      if (b != 0) {
        throw new BadRpmException("what pads its signature is not empty");
      }
    }
    return header;
  }

  private static Header parse(byte[] bytes, Key[] keys) throws BadRpmException {
    byte[] blob = bytes.clone();
    IndexReader reader = new IndexReader(blob);
    Map<Integer, Entry> index = reader.read();
    Optional<Key> wrong = IndexReader.mismatch(index, keys);
    if (wrong.isPresent()) {
      throw new BadRpmException("its tag " + wrong.get() + " is of a wrong type");
    }
    int entries = ByteBuffer.wrap(blob).getInt(0);
    return new Header(blob, index, entries, reader.regionEntries());
  }

  private static byte[] blob(InputStream in) throws IOException {
    byte[] intro = in.readNBytes(MAGIC.length + IndexReader.INTRO);
    if (intro.length < MAGIC.length + IndexReader.INTRO) {
      throw new BadRpmException("it ends before its header");
    }
    if (!Arrays.equals(intro, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new BadRpmException("there is no header where one should be");
    }
    ByteBuffer numbers = ByteBuffer.wrap(intro, MAGIC.length, IndexReader.INTRO);
    int entries = numbers.getInt();
    int data = numbers.getInt();
    Limits.check(entries, data);
    int rest = entries * IndexReader.ENTRY + data;
    // Reads in portions, so that a claimed length costs no memory before its bytes are there.
    byte[] body = in.readNBytes(rest);
    if (body.length < rest) {
      throw new BadRpmException("its header ends early");
    }
    byte[] blob = Arrays.copyOfRange(intro, MAGIC.length, MAGIC.length + IndexReader.INTRO + rest);
    System.arraycopy(body, 0, blob, IndexReader.INTRO, rest);
    return blob;
  }

  /** Signatures are over the region alone, so in a package nothing may stand beside it. */
  private void requireWholeRegion() throws BadRpmException {
    if (regionEntries != entries) {
      throw new BadRpmException("its header holds what its region does not cover");
    }
  }

  /** The bytes as the database keeps them. */
  public byte[] blob() {
    return blob.clone();
  }

  /** The bytes as they stand in a package, which are what is signed. */
  public byte[] signedBytes() {
    byte[] bytes = Arrays.copyOf(MAGIC, MAGIC.length + blob.length);
    System.arraycopy(blob, 0, bytes, MAGIC.length, blob.length);
    return bytes;
  }

  /** How many entries at its beginning belong to the region that signatures are over. */
  public int regionEntries() {
    return regionEntries;
  }

  public boolean has(Key key) {
    return index.containsKey(key.number());
  }

  Optional<Entry> entry(Key key) {
    return Optional.ofNullable(index.get(key.number()));
  }

  /** The one text, or the first of several. */
  public Optional<String> string(Key key) {
    List<String> all = strings(key);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getFirst());
  }

  /** All texts; none where the tag is missing. What is no UTF-8 becomes replacement characters. */
  public List<String> strings(Key key) {
    Entry entry = index.get(key.number());
    if (entry == null || !entry.type().isText()) {
      return List.of();
    }
    List<String> texts = new ArrayList<>(entry.count());
    int start = entry.start();
    for (int at = start; texts.size() < entry.count(); at++) {
      if (blob[at] == 0) {
        texts.add(new String(blob, start, at - start, StandardCharsets.UTF_8));
        start = at + 1;
      }
    }
    return texts;
  }

  /**
   * All numbers of up to 32 bits; 8 and 16 bits count as unsigned. None where the tag is missing.
   */
  public int[] ints(Key key) {
    return Arrays.stream(longs(key)).mapToInt(value -> (int) value).toArray();
  }

  /** All numbers, each unsigned unless it has 64 bits. None where the tag is missing. */
  public long[] longs(Key key) {
    Entry entry = index.get(key.number());
    if (entry == null || entry.type().isText()) {
      return new long[0];
    }
    ByteBuffer data = ByteBuffer.wrap(blob);
    long[] values = new long[entry.count()];
    int width = entry.type().width();
    for (int i = 0; i < values.length; i++) {
      int at = entry.start() + i * width;
      values[i] =
          switch (width) {
            case 1 -> data.get(at) & 0xffL;
            case 2 -> data.getShort(at) & 0xffffL;
            case 4 -> data.getInt(at) & 0xffffffffL;
            default -> data.getLong(at);
          };
    }
    return values;
  }

  public OptionalInt firstInt(Key key) {
    return Arrays.stream(ints(key)).findFirst();
  }

  public OptionalLong firstLong(Key key) {
    return Arrays.stream(longs(key)).findFirst();
  }

  /** The raw bytes of a value; empty where the tag is missing. */
  public byte[] bytes(Key key) {
    Entry entry = index.get(key.number());
    return entry == null ? new byte[0] : Arrays.copyOfRange(blob, entry.start(), entry.end());
  }
}
