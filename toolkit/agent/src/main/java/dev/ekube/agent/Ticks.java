package dev.ekube.agent;

/** The monotonic clock, in milliseconds since the agent's start. */
final class Ticks {
  private final long start = System.nanoTime();

  long now() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
