package dev.ekube.sim.kernel;

import java.util.PriorityQueue;

/**
 * The one queue of a run. Time is virtual, in milliseconds since the run's start; what is due at
 * the same time happens in the order in which it was asked for.
 */
public final class Events {
  private final PriorityQueue<Item> queue = new PriorityQueue<>();
  private long now;
  private long serial;

  private record Item(long at, long serial, Runnable action) implements Comparable<Item> {
    @Override
    public int compareTo(Item other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(serial, other.serial);
    }
  }

  public long now() {
    return now;
  }

  /** Calls the action after so many milliseconds; at the earliest as the next event. */
  public void after(long delay, Runnable action) {
    queue.add(new Item(now + Math.max(0, delay), serial++, action));
  }

  /** Lets the next event happen if it is due by then; otherwise time moves there. */
  public boolean stepUntil(long limit) {
    Item next = queue.peek();
    if (next == null || next.at() > limit) {
      now = Math.max(now, limit);
      return false;
    }
    queue.remove();
    now = next.at();
    next.action().run();
    return true;
  }
}
