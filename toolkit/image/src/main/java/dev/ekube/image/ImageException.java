package dev.ekube.image;

import java.io.IOException;

/** A node image that cannot be built or read; its message is for the user. */
public final class ImageException extends IOException {
  private static final long serialVersionUID = 1L;

  private ImageException(String message) {
    super(message);
  }

  /** {@code tried to X but Y; next: Z}. */
  public static ImageException tried(String what, String reason, String next) {
    return new ImageException("tried to " + what + " but " + reason + "; next: " + next);
  }
}
