package dev.ekube.machine;

import java.util.Comparator;

/**
 * The end of a member's raft log: term and index of its last entry, whether known to be committed
 * or not. Of two logs of one etcd cluster, the one with the greater position holds every
 * acknowledged entry that the other holds: this is raft's own rule for who may lead (Ongaro,
 * section 3.6.1).
 */
public record Position(long term, long index) implements Comparable<Position> {
  /** The position of a log without entries. */
  public static final Position NOTHING = new Position(0, 0);

  @Override
  public int compareTo(Position other) {
    return Comparator.comparingLong(Position::term)
        .thenComparingLong(Position::index)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return term + "." + index;
  }
}
