package dev.ekube.etcd.snapshot;

import dev.ekube.etcd.snapshot.Verdict.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * The pages of a bbolt database: two metas in turn, of which the valid one with the higher
 * transaction counts, then trees. Reads a few bytes at a time, so no number in a file can make it
 * take much memory. Little-endian, as on every machine that etcd supports.
 */
final class Pages {
  private static final int MAGIC = 0xED0CDAED;
  private static final int VERSION = 2;
  static final int HEADER = 16;

  private static final int META_BYTES = 64;
  private static final int META_SUMMED = 56;
  private static final int SMALLEST = 512;
  private static final int LARGEST = 1 << 16;

  /** Where a page begins and how much may belong to it. */
  record Page(long offset, long length) {}

  /** What a meta says. */
  private record Meta(int pageSize, long root, long pages, long transaction) {}

  /** The file is none that may be restored. */
  static final class Bad extends Exception {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    Bad(Fault fault, String detail) {
      super(detail);
      this.fault = fault;
    }

    Verdict.Rejected rejection() {
      return fault.says(getMessage());
    }
  }

  private final FileChannel channel;
  private final long size;
  private final Meta meta;

  Pages(FileChannel channel, long size) throws IOException, Bad {
    this.channel = channel;
    this.size = size;
    this.meta = meta();
  }

  /** Where the tree of buckets begins. */
  long root() {
    return meta.root();
  }

  /** A page of a tree, with its overflow. */
  Page page(long id) throws IOException, Bad {
    if (id < 2 || id >= meta.pages() || id > size / meta.pageSize()) {
      throw astray("page " + id + " of " + meta.pages());
    }
    long offset = id * meta.pageSize();
    ByteBuffer head = read(offset, HEADER);
    long overflow = Integer.toUnsignedLong(head.getInt(12));
    if (head.getLong(0) != id || id + overflow >= meta.pages()) {
      throw astray("page " + id + " says it is page " + head.getLong(0) + " + " + overflow);
    }
    return new Page(offset, (1 + overflow) * meta.pageSize());
  }

  /** Some bytes of a page. */
  ByteBuffer read(Page page, long at, int count) throws IOException, Bad {
    if (at < 0 || at > page.length() - count) {
      throw astray("a place outside of the page at byte " + page.offset());
    }
    return read(page.offset() + at, count);
  }

  static Bad astray(String how) {
    return new Bad(Fault.BAD_PAGE, "the database leads to " + how);
  }

  /** Reads exactly as much as fits. */
  static void fill(FileChannel channel, ByteBuffer into, long offset) throws IOException {
    long at = offset;
    while (into.hasRemaining()) {
      int count = channel.read(into, at);
      if (count < 0) {
        throw new EOFException("the file became shorter while it was read");
      }
      at += count;
    }
    into.flip();
  }

  private ByteBuffer read(long offset, int count) throws IOException, Bad {
    if (offset > size - count) {
      throw astray("byte " + offset + " of " + size);
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    fill(channel, bytes, offset);
    return bytes;
  }

  /** The second meta stands where the second page does, whatever the size of pages is. */
  private Meta meta() throws IOException, Bad {
    Optional<Meta> newest = meta(0);
    for (int pageSize = SMALLEST; pageSize <= LARGEST; pageSize *= 2) {
      Optional<Meta> second = meta(pageSize);
      if (second.isPresent()
          && second.get().pageSize() == pageSize
          && (newest.isEmpty() || second.get().transaction() > newest.get().transaction())) {
        newest = second;
      }
    }
    return newest.orElseThrow(
        () -> new Bad(Fault.NO_META, "neither of the two pages that begin a database is valid"));
  }

  private Optional<Meta> meta(long page) throws IOException, Bad {
    if (page + HEADER + META_BYTES > size) {
      return Optional.empty();
    }
    ByteBuffer bytes = read(page + HEADER, META_BYTES);
    int pageSize = bytes.getInt(8);
    boolean valid =
        bytes.getInt(0) == MAGIC
            && bytes.getInt(4) == VERSION
            && bytes.getLong(META_SUMMED) == fnv(bytes)
            && pageSize >= SMALLEST
            && pageSize <= LARGEST
            && Integer.bitCount(pageSize) == 1;
    return valid
        ? Optional.of(new Meta(pageSize, bytes.getLong(16), bytes.getLong(40), bytes.getLong(48)))
        : Optional.empty();
  }

  /** FNV-1a of 64 bits. */
  private static long fnv(ByteBuffer bytes) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < META_SUMMED; i++) {
      hash = (hash ^ (bytes.get(i) & 0xff)) * 0x100000001b3L;
    }
    return hash;
  }
}
