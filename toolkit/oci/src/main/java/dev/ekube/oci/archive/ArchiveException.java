package dev.ekube.oci.archive;

import java.io.IOException;

/** The message is one sentence for the user: what was tried, why it failed, what to do next. */
public final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1;

  public ArchiveException(String message) {
    super(message);
  }

  private ArchiveException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Tried to {@code what} but {@code reason}; next: {@code next}. */
  public static ArchiveException tried(String what, String reason, String next) {
    return new ArchiveException(sentence(what, reason, next));
  }

  /** The same, with what else threw. */
  static ArchiveException tried(String what, String reason, String next, Throwable cause) {
    return new ArchiveException(sentence(what, reason, next), cause);
  }

  private static String sentence(String what, String reason, String next) {
    return "tried to " + what + " but " + reason + "; next: " + next;
  }
}
