package dev.ekube.rpm;

/** Text of a package that nobody has checked, made fit for a message on one line. */
final class Shown {
  private static final int MOST = 200;

  private Shown() {}

  static String of(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029]", "?");
    return line.length() > MOST ? line.substring(0, MOST) + "…" : line;
  }
}
