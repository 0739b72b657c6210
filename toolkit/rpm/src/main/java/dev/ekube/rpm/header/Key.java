package dev.ekube.rpm.header;

/** What a header can be asked for: a number, and the type that its values must have. */
public sealed interface Key permits Tag, SignatureTag {
  /** As it stands in the header. */
  int number();

  /** What its values are. */
  Kind kind();

  /** What values are, with the types that may carry them. */
  enum Kind {
    TEXT,
    TEXTS,
    BYTE,
    SHORT,
    INT,
    LONG,
    BIN;

    boolean takes(TagType type) {
      return switch (this) {
        case TEXT -> type == TagType.STRING || type == TagType.I18N_STRING;
        case TEXTS -> type.isText();
        case BYTE -> type == TagType.CHAR || type == TagType.INT8;
        case SHORT -> type == TagType.INT16;
        case INT -> type == TagType.INT32;
        case LONG -> type == TagType.INT64;
        case BIN -> type == TagType.BIN;
      };
    }
  }
}
