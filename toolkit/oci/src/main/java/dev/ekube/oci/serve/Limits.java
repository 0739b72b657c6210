package dev.ekube.oci.serve;

import java.time.Duration;

/**
 * What one server does for its clients at most.
 *
 * @param requests answered at the same time; further ones are told to come back
 * @param stall after which an answer that its client does not take any further is cut
 */
public record Limits(int requests, Duration stall) {
  /** For a site of some hundred nodes that all boot at once. */
  public static final Limits SITE = new Limits(1024, Duration.ofSeconds(60));

  public Limits {
    if (requests < 1 || stall.isNegative() || stall.isZero()) {
      throw new IllegalArgumentException("limits are above zero");
    }
  }
}
