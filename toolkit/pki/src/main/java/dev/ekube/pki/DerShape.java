package dev.ekube.pki;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether bytes from outside have the outline of one DER value, before a parser recurses into them:
 * one value and nothing behind it, lengths definite and shortest, nesting shallow.
 */
final class DerShape {
  private static final int CONSTRUCTED = 0x20;
  private static final int HIGH_TAG = 0x1f;
  private static final int LONG_LENGTH = 0x80;

  private final byte[] bytes;
  private int at;

  private DerShape(byte[] bytes) {
    this.bytes = bytes;
  }

  static boolean holds(byte[] bytes, int maxDepth) {
    return new DerShape(bytes).walk(maxDepth);
  }

  private boolean walk(int maxDepth) {
    Deque<Integer> ends = new ArrayDeque<>();
    ends.push(bytes.length);
    boolean first = true;
    while (!ends.isEmpty()) {
      int end = ends.peek();
      if (at == end) {
        ends.pop();
        continue;
      }
      if (!first && ends.size() == 1) {
        return false;
      }
      first = false;
      int tag = bytes[at++] & 0xff;
      int length = length(end);
      if ((tag & HIGH_TAG) == HIGH_TAG || length < 0 || length > end - at) {
        return false;
      }
      if ((tag & CONSTRUCTED) == 0) {
        at += length;
      } else {
        ends.push(at + length);
        if (ends.size() > maxDepth) {
          return false;
        }
      }
    }
    return !first;
  }

  /** The length field at the cursor, or -1 for one that is cut, indefinite or not the shortest. */
  private int length(int end) {
    if (at >= end) {
      return -1;
    }
    int lead = bytes[at++] & 0xff;
    if (lead < LONG_LENGTH) {
      return lead;
    }
    int octets = lead - LONG_LENGTH;
    if (octets < 1 || octets > 3 || octets > end - at || bytes[at] == 0) {
      return -1;
    }
    int length = 0;
    for (int i = 0; i < octets; i++) {
      length = (length << 8) | (bytes[at++] & 0xff);
    }
    return length < LONG_LENGTH ? -1 : length;
  }
}
