package dev.ekube.sim.world;

/**
 * A monotonic clock that starts anywhere and runs a little fast or slow.
 *
 * @param start virtual time at which it was started
 * @param offset what it showed then
 * @param ppm how many millionths it is too fast
 */
record Clock(long start, long offset, long ppm) {
  private static final long MILLION = 1_000_000;

  /** What it shows at a virtual time. */
  long read(long now) {
    return offset + (now - start) * (MILLION + ppm) / MILLION;
  }

  /** The first virtual time at which it shows at least so much. */
  long when(long shown) {
    long time = start + (shown - offset) * MILLION / (MILLION + ppm);
    while (read(time) < shown) {
      time++;
    }
    return time;
  }
}
