package dev.ekube.wire;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Puts an object together, member after member. */
final class Members {
  private final Map<String, Json> members = new LinkedHashMap<>();

  private Members() {}

  static Members none() {
    return new Members();
  }

  /** An object that says of which type it is, for {@link Fields#type}. */
  static Members of(String type) {
    return new Members().put("type", type);
  }

  Members put(String name, Json value) {
    members.put(name, value);
    return this;
  }

  Members put(String name, String value) {
    return put(name, new Json.Text(value));
  }

  Members put(String name, long value) {
    return put(name, new Json.Whole(value));
  }

  Members put(String name, boolean value) {
    return put(name, new Json.Flag(value));
  }

  /** An absent value is an absent member. */
  <T> Members maybe(String name, Optional<T> value, Function<T, Json> json) {
    value.ifPresent(there -> put(name, json.apply(there)));
    return this;
  }

  <T> Members list(String name, Collection<T> items, Function<T, Json> json) {
    return put(name, new Json.Arr(items.stream().map(json).toList()));
  }

  /** An object whose keys are what the keys of the map are called. */
  <K, V> Members map(String name, Map<K, V> map, Function<V, Json> json) {
    Members inner = none();
    map.forEach((key, value) -> inner.put(key.toString(), json.apply(value)));
    return put(name, inner.done());
  }

  Json.Obj done() {
    return new Json.Obj(members);
  }
}
