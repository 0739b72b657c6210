package dev.ekube.model;

import java.time.Duration;

/**
 * Choices about trust that the site makes.
 *
 * @param keys what keys are made of: those of authorities, of nodes and of the manager itself
 * @param certificates how long certificates of nodes and of the manager hold
 */
public record Security(Enrolment enrolment, Selinux selinux, KeyKind keys, Duration certificates) {
  /** As kubeadm's {@code certificateValidityPeriod}. */
  public static final Duration YEAR = Duration.ofDays(365);

  /** What a booting node must show besides its address and a source port below 1024. */
  public enum Enrolment {
    ADDRESS,
    ASSETKEY
  }

  /** The mode written to /etc/selinux/config of every node. */
  public enum Selinux {
    DISABLED,
    PERMISSIVE,
    ENFORCING
  }
}
