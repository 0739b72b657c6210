package dev.ekube.machine.arbiter;

/** What the manager found on its disk when it started. */
public enum Origin {
  /** The authorities were created just now, so no node of this cluster can hold anything. */
  FRESH,
  /** The journal was read to its end. */
  KEPT,
  /** The authorities are there, the journal is not (rule R10). */
  LOST
}
