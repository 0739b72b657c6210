package dev.ekube.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * From when to when a certificate holds, in whole seconds.
 *
 * @param notBefore some time ago, so that a clock which is a little behind already takes it
 */
public record Validity(Instant notBefore, Instant notAfter) {
  private static final Duration LONGEST_BACKDATE = Duration.ofHours(24);
  private static final Duration SHORTEST_BACKDATE = Duration.ofMinutes(5);
  private static final int PART = 10;

  /**
   * The validity of a certificate that is made now and lasts for a time. It begins a day ago, or a
   * tenth of its life when that is less: whoever renews at a share of the whole span, as the
   * kubelet does at 70 to 90 percent, must not find a short certificate old when it is new.
   */
  static Validity starting(Instant now, Duration lifetime) {
    Duration tenth = lifetime.dividedBy(PART);
    Duration back = tenth.compareTo(LONGEST_BACKDATE) > 0 ? LONGEST_BACKDATE : tenth;
    back = back.compareTo(SHORTEST_BACKDATE) < 0 ? SHORTEST_BACKDATE : back;
    Instant second = now.truncatedTo(ChronoUnit.SECONDS);
    return new Validity(second.minus(back), second.plus(lifetime));
  }

  /**
   * The part of it that lies within the signer's own; empty when the signer does not hold now, and
   * so must not sign.
   */
  Optional<Validity> within(Validity signer, Instant now) {
    if (now.isBefore(signer.notBefore) || !now.isBefore(signer.notAfter)) {
      return Optional.empty();
    }
    Instant from = notBefore.isBefore(signer.notBefore) ? signer.notBefore : notBefore;
    Instant to = notAfter.isAfter(signer.notAfter) ? signer.notAfter : notAfter;
    return Optional.of(new Validity(from, to));
  }
}
