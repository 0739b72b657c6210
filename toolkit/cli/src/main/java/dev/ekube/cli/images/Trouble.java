package dev.ekube.cli.images;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import dev.ekube.cli.Terminal;
import dev.ekube.oci.pull.PullException;
import dev.ekube.oci.registry.RegistryFault;
import java.io.IOException;

/** What went wrong below, in the words and with the exit codes of the command line. */
final class Trouble {
  private static final String NEXT = "; next: ";

  private Trouble() {}

  /** Every fault of a pull: all but the last on stderr at once, the last one thrown. */
  static PortException of(PullException e, Terminal terminal) {
    for (RegistryFault fault : e.faults().subList(0, Math.max(0, e.faults().size() - 1))) {
      terminal.err().println("ekube: " + fault.getMessage());
    }
    return e.faults().isEmpty() ? split(e) : split(e.faults().getLast());
  }

  /** A failure of the store or an archive; {@code doing} follows "tried to". */
  static PortException of(IOException e, String doing) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("tried to ") && message.contains(NEXT)
        ? split(e)
        : PortException.failed(
            "tried to " + doing + " but " + reason(e), "check space and permissions", e);
  }

  static String reason(IOException e) {
    return Reason.of(e);
  }

  private static PortException split(IOException e) {
    String message = String.valueOf(e.getMessage());
    int next = message.lastIndexOf(NEXT);
    return next < 0
        ? PortException.failed(message, "run it again", e)
        : PortException.failed(message.substring(0, next), message.substring(next + 8), e);
  }
}
