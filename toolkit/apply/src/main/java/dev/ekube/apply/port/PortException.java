package dev.ekube.apply.port;

/**
 * Something outside failed. The message is one sentence: tried to do what, on what, but why not;
 * the hint says what to do next, as a command to paste where there is one.
 */
public final class PortException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;
  private final Kind kind;

  /** What decides the exit code. */
  public enum Kind {
    FAILED,
    PRECONDITION,
    INTERRUPTED
  }

  private PortException(String message, String hint, Kind kind, Throwable cause) {
    super(message, cause);
    this.hint = hint;
    this.kind = kind;
  }

  /** It failed while running: exit code 1. */
  public static PortException failed(String message, String hint, Throwable cause) {
    return new PortException(message, hint, Kind.FAILED, cause);
  }

  public static PortException failed(String message, String hint) {
    return new PortException(message, hint, Kind.FAILED, null);
  }

  /** Something that must be there first is missing: exit code 4. */
  public static PortException precondition(String message, String hint) {
    return new PortException(message, hint, Kind.PRECONDITION, null);
  }

  /**
   * The person asked it to end, as Ctrl-C does: exit code 130.
   *
   * @param doing what it was at, such as {@code running wwctl overlay build}
   */
  public static PortException interrupted(String doing) {
    return new PortException(
        "interrupted while " + doing,
        "run the same command again; it goes on where it stopped",
        Kind.INTERRUPTED,
        null);
  }

  public String hint() {
    return hint;
  }

  public boolean isPrecondition() {
    return kind == Kind.PRECONDITION;
  }

  public Kind kind() {
    return kind;
  }
}
