package dev.ekube.model;

import java.util.Locale;

/** Guards of constructors: a broken one is a programmer's error, never a user's. */
public final class Check {
  private Check() {}

  /**
   * Throws {@link IllegalArgumentException} with the formatted text when {@code holds} is false.
   */
  public static void that(boolean holds, String format, Object... arguments) {
    if (!holds) {
      throw new IllegalArgumentException(String.format(Locale.ROOT, format, arguments));
    }
  }
}
