package dev.ekube.wire;

/** Something read is not what it should be; leaves this room as a {@link WireException} only. */
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Malformed(String words) {
    super(words);
  }
}
