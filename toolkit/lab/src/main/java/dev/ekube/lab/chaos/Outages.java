package dev.ekube.lab.chaos;

/**
 * The times in which something could not be reached, from tries that were made one after the other.
 * An outage begins with the first try that failed and ends with the first one that succeeded. Times
 * are in nanoseconds of one monotonic clock.
 */
public final class Outages {
  private boolean out;
  private long since;
  private long longest;
  private long sum;

  /** A try that began at one time and ended at another. */
  public synchronized void tried(long began, long ended, boolean reached) {
    if (reached && out) {
      add(ended - since);
      out = false;
    } else if (!reached && !out) {
      out = true;
      since = began;
    }
  }

  private void add(long span) {
    longest = Math.max(longest, span);
    sum += span;
  }

  /** What there was since the last time this was asked; an outage that goes on counts to now. */
  public synchronized Outage take(long now) {
    if (out) {
      add(now - since);
      since = now;
    }
    Outage outage = new Outage(longest / NANO, sum / NANO);
    longest = 0;
    sum = 0;
    return outage;
  }

  private static final double NANO = 1e9;

  /** In seconds: the longest gap, and all gaps together. */
  public record Outage(double longest, double sum) {}
}
