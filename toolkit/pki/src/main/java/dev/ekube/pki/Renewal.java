package dev.ekube.pki;

import java.time.Duration;
import java.time.Instant;

/** When a certificate is to be replaced. */
public final class Renewal {
  /** How much of the rest jitter may take, so that a thousand nodes do not come at once. */
  private static final double SPREAD = 0.1;

  private Renewal() {}

  /**
   * True from two thirds of the life on, earlier by up to a tenth of it.
   *
   * @param jitter from 0 to 1, drawn once for a certificate and kept
   */
  public static boolean due(Instant notBefore, Instant notAfter, Instant now, double jitter) {
    return !now.isBefore(at(notBefore, notAfter, jitter));
  }

  /** The moment from which on {@link #due} says yes. */
  public static Instant at(Instant notBefore, Instant notAfter, double jitter) {
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("not a jitter from 0 to 1: " + jitter);
    }
    long life = Duration.between(notBefore, notAfter).toMillis();
    return notBefore.plusMillis(life / 3 * 2 - Math.round(life * SPREAD * jitter));
  }
}
