package dev.ekube.model;

/**
 * Choices about trust that the site makes.
 *
 * @param keys what keys are made of: those of authorities, of nodes and of the manager itself
 */
public record Security(Enrolment enrolment, Selinux selinux, KeyKind keys) {
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
