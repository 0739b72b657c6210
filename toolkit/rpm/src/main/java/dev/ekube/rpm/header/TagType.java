package dev.ekube.rpm.header;

import java.util.Optional;

/** How a tag's values lie in a header's data (rpm's rpmTagType_e). */
enum TagType {
  CHAR(1, 1),
  INT8(2, 1),
  INT16(3, 2),
  INT32(4, 4),
  INT64(5, 8),
  STRING(6, 0),
  BIN(7, 1),
  STRING_ARRAY(8, 0),
  I18N_STRING(9, 0);

  private final int number;
  private final int width;

  TagType(int number, int width) {
    this.number = number;
    this.width = width;
  }

  int number() {
    return number;
  }

  /** Bytes of one value; 0 for texts, which end with a NUL. */
  int width() {
    return width;
  }

  boolean isText() {
    return width == 0;
  }

  static Optional<TagType> of(int number) {
    return number >= 1 && number <= values().length
        ? Optional.of(values()[number - 1])
        : Optional.empty();
  }
}
