package dev.ekube.cli.output;

import java.util.Locale;

/** Bytes and times as people read them. */
public final class Amount {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

  private Amount() {}

  /** In powers of 1000, with one decimal below ten: {@code 4.2 MB}. */
  public static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    boolean small = unit > 0 && value < 9.95;
    return String.format(Locale.ROOT, small ? "%.1f %s" : "%.0f %s", value, UNITS[unit]);
  }

  /** {@code 8 s}, {@code 3 min 20 s}. */
  public static String seconds(long seconds) {
    return seconds < 60 ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
  }
}
