package dev.ekube.wire;

import dev.ekube.model.Check;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One JSON value (RFC 8259). Numbers without fraction or exponent are 64-bit and nothing else. */
public sealed interface Json {

  /** Members keep the order in which they were written. */
  record Obj(Map<String, Json> members) implements Json {
    public Obj {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }
  }

  record Arr(List<Json> items) implements Json {
    public Arr {
      items = List.copyOf(items);
    }
  }

  record Text(String value) implements Json {}

  record Whole(long value) implements Json {}

  record Real(double value) implements Json {
    public Real {
      Check.that(Double.isFinite(value), "JSON has no number %s", value);
    }
  }

  record Flag(boolean value) implements Json {}

  record Null() implements Json {}

  /** What it is called when something else was expected. */
  default String kind() {
    return switch (this) {
      case Obj o -> "an object";
      case Arr a -> "an array";
      case Text t -> "a string";
      case Whole w -> "a whole number";
      case Real r -> "a number with a fraction";
      case Flag f -> "a truth value";
      case Null n -> "null";
    };
  }
}
