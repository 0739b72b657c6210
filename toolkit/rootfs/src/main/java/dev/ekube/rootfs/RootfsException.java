package dev.ekube.rootfs;

import java.io.IOException;

/** A root file system that cannot be read, changed or written; its message is for the user. */
public final class RootfsException extends IOException {
  private static final long serialVersionUID = 1L;

  public RootfsException(String message) {
    super(message);
  }

  public RootfsException(String message, Throwable cause) {
    super(message, cause);
  }

  /** {@code tried to X but Y; next: Z}. */
  public static RootfsException tried(String what, String reason, String next) {
    return new RootfsException("tried to " + what + " but " + reason + "; next: " + next);
  }
}
