package dev.ekube.rpm.header;

import java.io.IOException;

/**
 * Bytes that are no package, or not the package that they should be. The message says what is wrong
 * with it in words that follow "but", such as "its payload ends early".
 */
public final class BadRpmException extends IOException {
  private static final long serialVersionUID = 1;

  public BadRpmException(String message) {
    super(message);
  }

  public BadRpmException(String message, Throwable cause) {
    super(message, cause);
  }

  /** The same with the package's name before it. */
  public BadRpmException of(String packageName) {
    return getMessage().startsWith(packageName + ": ")
        ? this
        : new BadRpmException(packageName + ": " + getMessage(), this);
  }
}
