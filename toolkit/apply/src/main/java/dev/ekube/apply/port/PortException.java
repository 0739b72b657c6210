package dev.ekube.apply.port;

/**
 * Something outside failed. The message is one sentence: tried to do what, on what, but why not;
 * the hint says what to do next, as a command to paste where there is one.
 */
public final class PortException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;
  private final boolean precondition;

  private PortException(String message, String hint, boolean precondition, Throwable cause) {
    super(message, cause);
    this.hint = hint;
    this.precondition = precondition;
  }

  /** It failed while running: exit code 1. */
  public static PortException failed(String message, String hint, Throwable cause) {
    return new PortException(message, hint, false, cause);
  }

  public static PortException failed(String message, String hint) {
    return new PortException(message, hint, false, null);
  }

  /** Something that must be there first is missing: exit code 4. */
  public static PortException precondition(String message, String hint) {
    return new PortException(message, hint, true, null);
  }

  public String hint() {
    return hint;
  }

  public boolean isPrecondition() {
    return precondition;
  }
}
