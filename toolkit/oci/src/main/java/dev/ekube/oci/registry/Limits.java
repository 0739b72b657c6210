package dev.ekube.oci.registry;

import java.time.Duration;

/**
 * How long a registry is waited for, and how often it is asked again.
 *
 * @param connect until a connection stands
 * @param answer until the head of an answer is there
 * @param stall without a single byte of a body
 * @param rounds how often all sources are gone through before a fault is final
 * @param backOff the pause after the first round; it doubles with every further one, up to 30 s
 * @param parallel how many blobs are fetched at once
 */
public record Limits(
    Duration connect, Duration answer, Duration stall, int rounds, Duration backOff, int parallel) {
  /** The longest pause that is made, also when a registry asks for more (then it is a fault). */
  public static final Duration LONGEST_PAUSE = Duration.ofMinutes(2);

  public static final Limits USUAL =
      new Limits(
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          5,
          Duration.ofSeconds(1),
          6);

  public Limits {
    if (rounds < 1 || parallel < 1) {
      throw new IllegalArgumentException("at least one round and one blob at a time");
    }
  }
}
