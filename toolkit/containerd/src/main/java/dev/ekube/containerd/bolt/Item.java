package dev.ekube.containerd.bolt;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One line of a page. Leaf pages have keys with values or with buckets; branch pages have, for each
 * page below, its first key.
 */
sealed interface Item {
  /** Bytes of an element that stands before all keys and values. */
  int ELEMENT = 16;

  byte[] key();

  byte[] value();

  /** A key with its value. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and gone once its page is written.
  record Leaf(boolean isBucket, byte[] key, byte[] value) implements Item {}

  /** A page below. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, and gone once its page is written.
  record Branch(byte[] key, long page) implements Item {
    private static final byte[] NONE = new byte[0];

    @Override
    public byte[] value() {
      return NONE;
    }
  }

  default int size() {
    return ELEMENT + key().length + value().length;
  }

  static int size(List<? extends Item> items) {
    return items.stream().mapToInt(Item::size).sum();
  }

  /** Writes elements, then keys and values, behind the header of a page. */
  static void write(List<? extends Item> items, ByteBuffer page) {
    int data = page.position() + ELEMENT * items.size();
    for (Item item : items) {
      // Counted from the element's own beginning.
      int place = data - page.position();
      switch (item) {
        case Leaf leaf ->
            page.putInt(leaf.isBucket() ? 1 : 0)
                .putInt(place)
                .putInt(leaf.key().length)
                .putInt(leaf.value().length);
        case Branch branch -> page.putInt(place).putInt(branch.key().length).putLong(branch.page());
      }
      data += item.key().length + item.value().length;
    }
    items.forEach(item -> page.put(item.key()).put(item.value()));
  }
}
