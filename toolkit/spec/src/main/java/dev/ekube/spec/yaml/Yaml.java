package dev.ekube.spec.yaml;

import dev.ekube.model.Span;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A value in a YAML file and the place where it stands. */
public sealed interface Yaml {
  Span place();

  /** The same value at another place; a default stands where the mapping without it begins. */
  Yaml at(Span place);

  /**
   * A scalar, exactly as written.
   *
   * @param plain written without quotes, so that {@code true}, {@code 5} and {@code ~} may mean
   *     something other than text
   */
  record Scalar(Span place, String text, boolean plain) implements Yaml {
    @Override
    public Scalar at(Span other) {
      return new Scalar(other, text, plain);
    }
  }

  /**
   * A sequence.
   *
   * @param spoiled something that stood in it was wrong and has been taken out
   */
  record Items(Span place, List<Yaml> values, boolean spoiled) implements Yaml {
    public Items {
      values = List.copyOf(values);
    }

    @Override
    public Items at(Span other) {
      return new Items(other, values.stream().map(v -> v.at(other)).toList(), spoiled);
    }
  }

  /**
   * A mapping, in the order of the file.
   *
   * @param spoiled keys whose values were wrong or missing and have been taken out
   */
  record Entries(Span place, Map<String, Entry> byKey, Set<String> spoiled) implements Yaml {
    public Entries {
      byKey = Collections.unmodifiableMap(new LinkedHashMap<>(byKey));
      spoiled = Set.copyOf(spoiled);
    }

    public static Entries empty(Span place) {
      return new Entries(place, Map.of(), Set.of());
    }

    public Optional<Yaml> get(String key) {
      return Optional.ofNullable(byKey.get(key)).map(Entry::value);
    }

    @Override
    public Entries at(Span other) {
      Map<String, Entry> moved = new LinkedHashMap<>();
      byKey.forEach((key, e) -> moved.put(key, new Entry(other, e.value().at(other))));
      return new Entries(other, moved, spoiled);
    }
  }

  /** A key's place and its value. */
  record Entry(Span keyPlace, Yaml value) {}
}
