package dev.ekube.wire;

import dev.ekube.model.Copies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Takes an object apart; whatever is missing or of another kind is {@link Malformed}. */
final class Fields {
  private final String what;
  private final Map<String, Json> members;

  private Fields(String what, Map<String, Json> members) {
    this.what = what;
    this.members = members;
  }

  /** {@code what} is what the object is called in messages. */
  static Fields of(String what, Json json) {
    if (json instanceof Json.Obj object) {
      return new Fields(what, object.members());
    }
    throw new Malformed(what + " is " + json.kind() + ", not an object");
  }

  String type() {
    return text("type");
  }

  /** For a type that nobody knows. */
  Malformed unknown() {
    return new Malformed(what + " is of an unknown type: " + cut(type()));
  }

  String text(String name) {
    return textOf(name, get(name));
  }

  long whole(String name) {
    if (get(name) instanceof Json.Whole whole) {
      return whole.value();
    }
    throw wrong(name, get(name), "a whole number");
  }

  Optional<Long> maybeWhole(String name) {
    return members.containsKey(name) ? Optional.of(whole(name)) : Optional.empty();
  }

  /** A whole number that is no less than 0 and fits 31 bits: epochs, counts, modes. */
  int count(String name) {
    long value = whole(name);
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new Malformed(name + " of " + what + " is out of range: " + value);
    }
    return (int) value;
  }

  boolean flag(String name) {
    if (get(name) instanceof Json.Flag flag) {
      return flag.value();
    }
    throw wrong(name, get(name), "a truth value");
  }

  Fields object(String name) {
    return of(name + " of " + what, get(name));
  }

  /** A member of any kind, read by {@code reader}. */
  <T> T value(String name, Function<Json, T> reader) {
    return reader.apply(get(name));
  }

  <T> Optional<T> maybe(String name, Function<Json, T> reader) {
    return Optional.ofNullable(members.get(name)).map(reader);
  }

  Optional<String> maybeText(String name) {
    return maybe(name, json -> textOf(name, json));
  }

  <T> List<T> list(String name, Function<Json, T> reader) {
    if (get(name) instanceof Json.Arr array) {
      return array.items().stream().map(reader).toList();
    }
    throw wrong(name, get(name), "an array");
  }

  List<String> texts(String name) {
    return list(name, json -> textOf(name, json));
  }

  <K extends Comparable<K>, V> SortedMap<K, V> map(
      String name, Function<String, K> key, Function<Json, V> reader) {
    if (!(get(name) instanceof Json.Obj object)) {
      throw wrong(name, get(name), "an object");
    }
    SortedMap<K, V> map = new TreeMap<>();
    object.members().forEach((k, v) -> map.put(key.apply(k), reader.apply(v)));
    return Copies.sorted(map);
  }

  SortedMap<String, String> textMap(String name) {
    return map(name, key -> key, json -> textOf(name, json));
  }

  <E extends Enum<E>> E word(String name, Class<E> type) {
    String word = text(name);
    for (E constant : type.getEnumConstants()) {
      if (Words.of(constant).equals(word)) {
        return constant;
      }
    }
    throw new Malformed(name + " of " + what + " is unknown: " + cut(word));
  }

  private Json get(String name) {
    Json value = members.get(name);
    if (value == null) {
      throw new Malformed(what + " lacks " + name);
    }
    return value;
  }

  private String textOf(String name, Json json) {
    if (json instanceof Json.Text text) {
      return text.value();
    }
    throw wrong(name, json, "a string");
  }

  private Malformed wrong(String name, Json is, String wanted) {
    return new Malformed(name + " of " + what + " is " + is.kind() + ", not " + wanted);
  }

  /** What others sent goes into logs in small pieces only. */
  private static String cut(String text) {
    return text.substring(0, Math.min(text.length(), 40));
  }
}
