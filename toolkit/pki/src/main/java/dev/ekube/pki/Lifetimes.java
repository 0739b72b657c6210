package dev.ekube.pki;

import java.time.Duration;

/**
 * How long certificates hold; the same as kubeadm's unless the site says otherwise.
 *
 * @param authority of a certificate authority
 * @param leaf of everything that an authority signs, unless less is asked for
 */
public record Lifetimes(Duration authority, Duration leaf) {
  /** Ten years and one year of 365 days, as kubeadm 1.32 has them. */
  public static final Lifetimes KUBEADM =
      new Lifetimes(Duration.ofDays(3650), Duration.ofDays(365));
}
