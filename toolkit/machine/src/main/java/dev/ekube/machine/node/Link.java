package dev.ekube.machine.node;

/** The one connection to the manager. */
public sealed interface Link {

  /** Being made. */
  record Connecting(int attempt) implements Link {}

  record Up() implements Link {}

  /** Gone; tried again at {@code retryAt}. The node goes on with its order meanwhile. */
  record Down(long retryAt, int attempt) implements Link {}
}
