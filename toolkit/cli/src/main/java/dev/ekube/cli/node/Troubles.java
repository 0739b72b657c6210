package dev.ekube.cli.node;

import dev.ekube.apply.port.PortException;
import java.io.IOException;

/** What went wrong below, in the words and with the exit codes of the command line. */
final class Troubles {
  private static final String NEXT = "; next: ";

  private Troubles() {}

  static PortException of(IOException e, String doing) {
    String message = String.valueOf(e.getMessage());
    int next = message.lastIndexOf(NEXT);
    if (message.startsWith("tried to ") && next > 0) {
      return PortException.failed(
          message.substring(0, next), message.substring(next + NEXT.length()), e);
    }
    return PortException.failed(
        "tried to " + doing + " but " + message, "correct what it names and run it again", e);
  }
}
