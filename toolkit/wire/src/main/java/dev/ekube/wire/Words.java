package dev.ekube.wire;

import java.util.Locale;

/** How constants are called in documents: {@code place-files}. */
final class Words {
  private Words() {}

  static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
