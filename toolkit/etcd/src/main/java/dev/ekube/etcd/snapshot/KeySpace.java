package dev.ekube.etcd.snapshot;

import dev.ekube.etcd.snapshot.Pages.Bad;
import dev.ekube.etcd.snapshot.Pages.Page;
import dev.ekube.etcd.snapshot.Verdict.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The bucket of etcd's key space. Its keys are revisions, 8 bytes of main and 8 of sub, big-endian,
 * so the newest is the last key of the right-most leaf.
 */
final class KeySpace {
  private static final byte[] NAME = "key".getBytes(StandardCharsets.UTF_8);
  private static final int BRANCH = 0x01;
  private static final int LEAF = 0x02;
  private static final int ELEMENT = 16;
  private static final int BUCKET = 0x01;
  private static final int BUCKET_HEAD = 16;

  /** Main, an underscore, sub, and perhaps the mark of a deletion. */
  private static final int REVISION_BYTES = 17;

  /** A tree of pages with two keys each would be deeper only beyond 4 billion pages. */
  private static final int DEEPEST = 32;

  private final Pages pages;

  KeySpace(Pages pages) {
    this.pages = pages;
  }

  /** A page of a tree, or a small bucket that lies within a value. */
  private record Node(Page page, boolean leaf, int count) {}

  /** One element: of a branch with the page it leads to, of a leaf with its value. */
  private record Element(int flags, long key, long keyBytes, long valueBytes, long child) {}

  /** The newest revision, 0 when there is none. */
  long revision() throws IOException, Bad {
    Node node = node(bucket());
    if (node.leaf() && node.count() == 0) {
      return 0;
    }
    for (int depth = 0; !node.leaf(); depth++) {
      node = child(node, lastElement(node), depth);
    }
    Element last = lastElement(node);
    if (last.keyBytes() != REVISION_BYTES && last.keyBytes() != REVISION_BYTES + 1) {
      throw Pages.astray("a key that is no revision");
    }
    long revision = pages.read(node.page(), last.key(), 8).order(ByteOrder.BIG_ENDIAN).getLong(0);
    if (revision < 0) {
      throw Pages.astray("a key that is no revision");
    }
    return revision;
  }

  /** The first page of the bucket, found by its name in the tree of buckets. */
  private Page bucket() throws IOException, Bad {
    Node node = node(pages.page(pages.root()));
    for (int depth = 0; !node.leaf(); depth++) {
      node = child(node, element(node, Math.max(0, lastUpTo(node))), depth);
    }
    int at = lastUpTo(node);
    if (at < 0 || compare(node, at) != 0 || element(node, at).flags() != BUCKET) {
      throw new Bad(Fault.NO_KEYS, "the database has no bucket of keys");
    }
    Element found = element(node, at);
    long value = found.key() + found.keyBytes();
    long root = pages.read(node.page(), value, BUCKET_HEAD).getLong(0);
    if (root != 0) {
      return pages.page(root);
    }
    long length = found.valueBytes() - BUCKET_HEAD;
    pages.read(node.page(), value + found.valueBytes(), 0);
    return new Page(node.page().offset() + value + BUCKET_HEAD, length);
  }

  private Node node(Page page) throws IOException, Bad {
    ByteBuffer head = pages.read(page, 0, Pages.HEADER);
    int flags = head.getShort(8);
    if (flags != LEAF && flags != BRANCH) {
      throw Pages.astray("a page of kind " + flags + " at byte " + page.offset());
    }
    return new Node(page, flags == LEAF, Short.toUnsignedInt(head.getShort(10)));
  }

  private Node child(Node branch, Element element, int depth) throws IOException, Bad {
    if (depth >= DEEPEST) {
      throw Pages.astray("itself");
    }
    Node child = node(pages.page(element.child()));
    if (child.count() == 0) {
      throw Pages.astray("an empty page below byte " + branch.page().offset());
    }
    return child;
  }

  private Element lastElement(Node node) throws IOException, Bad {
    return element(node, node.count() - 1);
  }

  private Element element(Node node, int index) throws IOException, Bad {
    long at = Pages.HEADER + (long) index * ELEMENT;
    ByteBuffer bytes = pages.read(node.page(), at, ELEMENT);
    return node.leaf()
        ? new Element(
            bytes.getInt(0), at + number(bytes, 4), number(bytes, 8), number(bytes, 12), 0)
        : new Element(0, at + number(bytes, 0), number(bytes, 4), 0, bytes.getLong(8));
  }

  /** The last element whose key is not above the bucket's name; -1 when all are. */
  private int lastUpTo(Node node) throws IOException, Bad {
    int low = -1;
    int high = node.count();
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (compare(node, middle) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Compares an element's key with the bucket's name; one byte more than the name decides it. */
  private int compare(Node node, int index) throws IOException, Bad {
    Element element = element(node, index);
    int count = (int) Math.min(element.keyBytes(), NAME.length + 1);
    return Arrays.compareUnsigned(pages.read(node.page(), element.key(), count).array(), NAME);
  }

  private static long number(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }
}
