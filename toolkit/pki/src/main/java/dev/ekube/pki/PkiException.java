package dev.ekube.pki;

/**
 * Keys or certificates on the manager are not as they must be. The message is one sentence: tried
 * to do what, on which file, but why not; the hint says what to do next.
 */
public final class PkiException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String hint;
  private final Kind kind;

  /** What a caller may make of it. */
  public enum Kind {
    /** The disk or the file system failed: the same call may succeed later. */
    FAILED,
    /** What is there is missing, damaged or not ours: somebody has to look at it. */
    REFUSED
  }

  private PkiException(String message, String hint, Kind kind, Throwable cause) {
    super(message, cause);
    this.hint = hint;
    this.kind = kind;
  }

  static PkiException refused(String message, String hint) {
    return new PkiException(message, hint, Kind.REFUSED, null);
  }

  static PkiException failed(String message, String hint, Throwable cause) {
    return new PkiException(message, hint, Kind.FAILED, cause);
  }

  public String hint() {
    return hint;
  }

  public Kind kind() {
    return kind;
  }
}
