package dev.ekube.adapters.doctor;

import dev.ekube.model.Check;
import java.util.Optional;

/**
 * What one check found about one thing.
 *
 * @param id the check's, stable, such as {@code dhcp-range}
 * @param subject what was looked at: a file, a port, a service
 * @param detail a sentence about what was found
 * @param remedy what to do, as commands to paste where there are some; empty when all is well
 */
public record Finding(
    String id, Level level, String subject, String detail, Optional<String> remedy) {

  /** How bad it is. {@code SKIPPED}: it could not be looked at, and the detail says why. */
  public enum Level {
    OK,
    WARN,
    FAIL,
    SKIPPED
  }

  public Finding {
    Check.that(id.matches("[a-z][a-z0-9-]*"), "not a check's id: %s", id);
    boolean asks = level == Level.WARN || level == Level.FAIL;
    Check.that(!asks || remedy.isPresent(), "%s on %s has no remedy", id, subject);
  }

  /** True when ekube must not go on. */
  public boolean isFailed() {
    return level == Level.FAIL;
  }
}
