package dev.ekube.agent;

import dev.ekube.agent.node.Identity;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.OptionalLong;

/**
 * When this node asks for new certificates: long before the first of them ends, and every node at a
 * moment of its own, so that a thousand do not come at once.
 */
final class Renewals {
  /** A manager that did not answer, or refused, is asked again after this; milliseconds. */
  private static final long AGAIN = 60_000;

  private final Identity identity;
  private final double jitter;
  private OptionalLong due = OptionalLong.empty();

  /** {@code jitter} is from 0 to 1, drawn once for this node. */
  Renewals(Identity identity, double jitter) {
    this.identity = identity;
    this.jitter = jitter;
  }

  /** True at most once a minute; whoever is told so asks the manager. */
  synchronized boolean areDue(long wallClock) throws IOException, GeneralSecurityException {
    if (due.isEmpty()) {
      due = OptionalLong.of(identity.renewal(jitter).toEpochMilli());
    }
    if (wallClock < due.getAsLong()) {
      return false;
    }
    due = OptionalLong.of(wallClock + AGAIN);
    return true;
  }

  /** The certificates are others than before. */
  synchronized void changed() {
    due = OptionalLong.empty();
  }
}
