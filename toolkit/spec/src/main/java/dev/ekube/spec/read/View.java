package dev.ekube.spec.read;

import dev.ekube.model.Span;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.yaml.Meaning;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** Typed looks into a mapping that {@link ShapeCheck} has let through. */
record View(Yaml.Entries entries) {

  Span place() {
    return entries.place();
  }

  boolean has(String key) {
    return entries.byKey().containsKey(key);
  }

  /** True when the key was written, but its value was no good. */
  boolean spoiled(String key) {
    return entries.spoiled().contains(key);
  }

  Optional<Placed<String>> text(String key) {
    return text(key, Function.identity());
  }

  <T> Optional<Placed<T>> text(String key, Function<String, T> parse) {
    Yaml.Entry entry = entries.byKey().get(key);
    return entry != null && entry.value() instanceof Yaml.Scalar scalar
        ? Optional.of(new Placed<>(parse.apply(scalar.text()), scalar.place()))
        : Optional.empty();
  }

  Optional<Placed<Integer>> whole(String key) {
    return text(key, Integer::valueOf);
  }

  Optional<Placed<Boolean>> flag(String key) {
    return entries.get(key).map(v -> new Placed<>(Meaning.isTrue((Yaml.Scalar) v), v.place()));
  }

  List<Placed<String>> texts(String key) {
    return texts(key, Function.identity());
  }

  <T> List<Placed<T>> texts(String key, Function<String, T> parse) {
    List<Placed<T>> all = new ArrayList<>();
    for (Yaml value : items(key)) {
      if (value instanceof Yaml.Scalar scalar) {
        all.add(new Placed<>(parse.apply(scalar.text()), scalar.place()));
      }
    }
    return List.copyOf(all);
  }

  List<Yaml> items(String key) {
    return entries.get(key).orElse(null) instanceof Yaml.Items items ? items.values() : List.of();
  }

  /** A nested mapping; an empty one when it was no good, so that its parts are absent. */
  View nested(String key) {
    return entries.get(key).orElse(null) instanceof Yaml.Entries e
        ? new View(e)
        : new View(Yaml.Entries.empty(place()));
  }

  SortedMap<String, Placed<String>> table(String key) {
    SortedMap<String, Placed<String>> table = new TreeMap<>();
    nested(key)
        .entries()
        .byKey()
        .forEach(
            (k, entry) -> {
              if (entry.value() instanceof Yaml.Scalar scalar) {
                table.put(k, new Placed<>(scalar.text(), entry.keyPlace()));
              }
            });
    return Collections.unmodifiableSortedMap(table);
  }
}
