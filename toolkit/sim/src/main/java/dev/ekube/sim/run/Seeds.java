package dev.ekube.sim.run;

import java.util.stream.LongStream;

/**
 * A range of seeds, both ends included.
 *
 * @param first the first
 * @param last the last; not smaller than the first
 */
public record Seeds(long first, long last) {

  /** Reads {@code 1000-1999} or {@code 7}; {@link IllegalArgumentException} otherwise. */
  public static Seeds parse(String text) {
    String[] ends = text.split("-", -1);
    try {
      long first = Long.parseLong(ends[0]);
      long last = ends.length > 1 ? Long.parseLong(ends[1]) : first;
      if (ends.length <= 2 && first <= last) {
        return new Seeds(first, last);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("not a range of seeds: " + text, e);
    }
    throw new IllegalArgumentException("not a range of seeds: " + text);
  }

  public long count() {
    return last - first + 1;
  }

  public LongStream stream() {
    return LongStream.rangeClosed(first, last);
  }
}
