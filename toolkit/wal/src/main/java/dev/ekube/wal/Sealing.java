package dev.ekube.wal;

/** What came of sealing a log. */
public sealed interface Sealing {
  /** A state that counts everything as committed was appended and is on disk. */
  record Sealed(HardState before, Wal now) implements Sealing {}

  /** Everything counted as committed already; nothing was written. */
  record Unneeded(Wal wal) implements Sealing {}

  /** The log was left as it was, but for a torn end that may be gone; says why. */
  record Refused(String why) implements Sealing {}
}
