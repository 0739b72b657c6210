package dev.ekube.wire;

import java.io.IOException;

/** What the other side sent cannot be understood; the message says what was wrong with it. */
public final class WireException extends IOException {
  private static final long serialVersionUID = 1;

  public WireException(String words) {
    super(words);
  }
}
