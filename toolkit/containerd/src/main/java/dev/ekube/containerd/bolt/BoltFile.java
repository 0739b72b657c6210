package dev.ekube.containerd.bolt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes buckets as the file of a bbolt database: two pages of metadata, the list of free pages,
 * which is empty, then the pages of each bucket before those of the bucket around it. Nodes are
 * split by bbolt's own rule (node.go, {@code splitTwo}), filled to the brim. The same buckets give
 * the same bytes.
 */
public final class BoltFile {
  /** Of every file, wherever it is read: bbolt takes the size that the metadata states. */
  static final int PAGE = 4096;

  static final int HEADER = 16;
  static final int MAGIC = 0xED0CDAED;
  static final int VERSION = 2;
  static final int BRANCH = 1;
  static final int LEAF = 2;
  static final int META = 4;
  static final int FREE = 16;

  private static final int FREE_PAGE = 2;
  private static final int FEWEST = 2;
  private static final int LARGEST_INLINE = PAGE / 4;
  private static final int META_SUMMED = 56;

  private final ByteArrayOutputStream pages = new ByteArrayOutputStream();

  private BoltFile() {
    // The first pages are written last; the third says that no page is free.
    pages.writeBytes(new byte[FREE_PAGE * PAGE]);
    page(FREE, List.of());
  }

  /** The file's bytes. */
  public static byte[] of(Bucket root) {
    BoltFile file = new BoltFile();
    long first = file.tree(file.items(root));
    byte[] bytes = file.pages.toByteArray();
    meta(bytes, 0, first, root.sequence());
    meta(bytes, 1, first, root.sequence());
    return bytes;
  }

  private List<Item.Leaf> items(Bucket bucket) {
    List<Item.Leaf> items = new ArrayList<>();
    for (Map.Entry<byte[], Bucket.Entry> entry : bucket.entries().entrySet()) {
      items.add(
          switch (entry.getValue()) {
            case Bucket.Entry.Value value -> new Item.Leaf(false, entry.getKey(), value.bytes());
            case Bucket.Entry.Nested nested ->
                new Item.Leaf(true, entry.getKey(), bucket(nested.bucket()));
          });
    }
    return items;
  }

  /** What stands in the bucket around it: where its pages are, or, if it is small, all of it. */
  private byte[] bucket(Bucket bucket) {
    List<Item.Leaf> items = items(bucket);
    int size = HEADER + Item.size(items);
    boolean inline = size <= LARGEST_INLINE && items.stream().noneMatch(Item.Leaf::isBucket);
    long first = inline ? 0 : tree(items);
    byte[] bytes = new byte[HEADER + (inline ? size : 0)];
    ByteBuffer value = little(bytes);
    value.putLong(first).putLong(bucket.sequence());
    if (inline) {
      value.putLong(0).putShort((short) LEAF).putShort((short) items.size()).putInt(0);
      Item.write(items, value);
    }
    return bytes;
  }

  /** Writes the pages of a bucket; the number of the topmost. */
  private long tree(List<Item.Leaf> leaves) {
    List<Item.Branch> above = level(LEAF, leaves);
    while (above.size() > 1) {
      above = level(BRANCH, above);
    }
    return above.getFirst().page();
  }

  private List<Item.Branch> level(int flags, List<? extends Item> items) {
    List<Item.Branch> above = new ArrayList<>();
    for (List<? extends Item> node : split(items)) {
      byte[] first = node.isEmpty() ? new byte[0] : node.getFirst().key();
      above.add(new Item.Branch(first, page(flags, node)));
    }
    return above;
  }

  private static List<List<? extends Item>> split(List<? extends Item> items) {
    List<List<? extends Item>> nodes = new ArrayList<>();
    List<? extends Item> left = items;
    while (left.size() > 2 * FEWEST && HEADER + Item.size(left) >= PAGE) {
      int count = 0;
      int size = HEADER;
      while (count < left.size() - FEWEST
          && (count < FEWEST || size + left.get(count).size() <= PAGE)) {
        size += left.get(count).size();
        count++;
      }
      nodes.add(left.subList(0, count));
      left = left.subList(count, left.size());
    }
    nodes.add(left);
    return nodes;
  }

  /** Puts a node on the next pages, as many as it takes; the number of the first. */
  private long page(int flags, List<? extends Item> items) {
    long number = pages.size() / PAGE;
    int count = (HEADER + Item.size(items) + PAGE - 1) / PAGE;
    byte[] bytes = new byte[count * PAGE];
    ByteBuffer page = little(bytes);
    page.putLong(number).putShort((short) flags).putShort((short) items.size()).putInt(count - 1);
    Item.write(items, page);
    pages.writeBytes(bytes);
    return number;
  }

  private static void meta(byte[] bytes, int number, long root, long sequence) {
    ByteBuffer file = little(bytes);
    file.position(number * PAGE);
    file.putLong(number).putShort((short) META).putShort((short) 0).putInt(0);
    int start = file.position();
    file.putInt(MAGIC).putInt(VERSION).putInt(PAGE).putInt(0);
    file.putLong(root).putLong(sequence).putLong(FREE_PAGE);
    // The number of pages; then that of the transaction, the higher of which counts.
    file.putLong(bytes.length / PAGE).putLong(number);
    file.putLong(sum(bytes, start));
  }

  /** FNV-1a in 64 bits over the metadata (db.go, {@code sum64}). */
  private static long sum(byte[] bytes, int start) {
    long sum = 0xcbf29ce484222325L;
    for (int i = start; i < start + META_SUMMED; i++) {
      sum = (sum ^ (bytes[i] & 0xff)) * 0x100000001b3L;
    }
    return sum;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
