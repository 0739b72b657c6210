package dev.ekube.wal;

import java.util.Comparator;

/**
 * Where a raft log ends: term and index of its last entry, both unsigned 64-bit numbers. Ordered as
 * raft orders logs when it votes: the higher term is the newer log, and in one term the higher
 * index.
 */
public record Position(long term, long index) implements Comparable<Position> {
  /** The end of a log without entries. */
  public static final Position START = new Position(0, 0);

  private static final Comparator<Position> NEWER =
      Comparator.comparing(Position::term, Long::compareUnsigned)
          .thenComparing(Position::index, Long::compareUnsigned);

  @Override
  public int compareTo(Position other) {
    return NEWER.compare(this, other);
  }

  /** Tells whether this position lies behind an index. */
  boolean isAfter(long index) {
    return Long.compareUnsigned(this.index, index) > 0;
  }

  @Override
  public String toString() {
    return "term " + Long.toUnsignedString(term) + " index " + Long.toUnsignedString(index);
  }
}
