package dev.ekube.spec.read;

/**
 * Where in the file a value stands, in words: {@code nodes[3].mac}. Put together only when asked.
 */
sealed interface Path {
  /** The whole path. */
  String text();

  /** A value as it would be written here. */
  String example(String value);

  default Path key(String key) {
    return new Key(this, key);
  }

  default Path index(int index) {
    return new Index(this, index);
  }

  /** The file itself. */
  record Root() implements Path {
    @Override
    public String text() {
      return "";
    }

    @Override
    public String example(String value) {
      return value;
    }
  }

  /** A key of a mapping. */
  record Key(Path parent, String key) implements Path {
    @Override
    public String text() {
      return parent instanceof Root ? key : parent.text() + "." + key;
    }

    @Override
    public String example(String value) {
      return "'" + key + ": " + value + "'";
    }
  }

  /** A place in a list, counted from 0. */
  record Index(Path parent, int index) implements Path {
    @Override
    public String text() {
      return parent.text() + "[" + index + "]";
    }

    @Override
    public String example(String value) {
      return "'- " + value + "'";
    }
  }
}
