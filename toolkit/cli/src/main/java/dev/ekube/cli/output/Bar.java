package dev.ekube.cli.output;

/** How far something is, as a bar of characters. */
public final class Bar {
  private static final int WIDTH = 24;

  private Bar() {}

  public static String of(long done, long total) {
    int filled = total <= 0 ? 0 : (int) (WIDTH * Math.min(done, total) / total);
    return "[" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "]";
  }
}
