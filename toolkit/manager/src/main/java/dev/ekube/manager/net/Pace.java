package dev.ekube.manager.net;

/** A bucket of messages that fills by the second; one thread uses it. */
final class Pace {
  private static final long SECOND = 1_000_000_000L;

  private final int perSecond;
  private double tokens;
  private long at;

  Pace(int perSecond, long now) {
    this.perSecond = perSecond;
    this.tokens = 2.0 * perSecond;
    this.at = now;
  }

  /** Takes one; the nanoseconds to wait before it is due. */
  long next(long now) {
    tokens = Math.min(2.0 * perSecond, tokens + (double) (now - at) / SECOND * perSecond);
    at = now;
    tokens--;
    return tokens >= 0 ? 0 : (long) (-tokens / perSecond * SECOND);
  }
}
