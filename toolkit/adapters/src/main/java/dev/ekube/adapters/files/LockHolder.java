package dev.ekube.adapters.files;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Who holds the apply lock.
 *
 * @param command such as {@code ekube apply cluster.yaml}
 */
public record LockHolder(long pid, String user, Instant started, String command) {

  /** This process. */
  public static LockHolder self(Instant started, String command) {
    return new LockHolder(
        ProcessHandle.current().pid(), System.getProperty("user.name"), started, command);
  }

  /** {@code process 4711 of user root, started 2026-01-31T12:00:00Z: ekube apply}. */
  @Override
  public String toString() {
    return "process "
        + pid
        + " of user "
        + user
        + ", started "
        + started.truncatedTo(ChronoUnit.SECONDS)
        + ": "
        + command;
  }
}
