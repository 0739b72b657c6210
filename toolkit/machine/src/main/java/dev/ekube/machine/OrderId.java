package dev.ekube.machine;

import java.util.Comparator;

/**
 * Puts orders into a line: a node obeys the greatest that it has seen and drops what arrives late.
 *
 * @param term how often the arbiter has started; it grows in the journal before anything is ordered
 * @param serial counts the orders of one term
 */
public record OrderId(long term, long serial) implements Comparable<OrderId> {
  /** Smaller than every order that is given. */
  public static final OrderId NONE = new OrderId(0, 0);

  @Override
  public int compareTo(OrderId other) {
    return Comparator.comparingLong(OrderId::term)
        .thenComparingLong(OrderId::serial)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return term + "/" + serial;
  }
}
