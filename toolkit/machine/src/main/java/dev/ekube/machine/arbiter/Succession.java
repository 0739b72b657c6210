package dev.ekube.machine.arbiter;

import java.util.Optional;

/** Why an epoch ends, and with it what the next one starts from. */
public sealed interface Succession {

  /** Rule R5: too many voters have proved their data gone; the best survivor's data goes on. */
  record QuorumLost() implements Succession {}

  /**
   * Rule R4: the operator asked for it.
   *
   * @param snapshot the snapshot that the next epoch restores; absent: it starts empty
   */
  record Requested(Optional<String> snapshot) implements Succession {}
}
