package dev.ekube.spec.schema;

import dev.ekube.model.Span;
import dev.ekube.spec.yaml.Yaml;
import java.util.Optional;

/**
 * One key of a mapping.
 *
 * @param byDefault what counts when the key is absent; empty when absent means absent
 * @param meaning full sentences for the reference; says the default where it is derived
 * @param example a value as a user would write it
 */
public record Field(
    String key,
    Shape shape,
    boolean required,
    Optional<Yaml> byDefault,
    String meaning,
    String example) {

  static Field required(String key, Shape shape, String example, String meaning) {
    return new Field(key, shape, true, Optional.empty(), meaning, example);
  }

  static Field optional(String key, Shape shape, String example, String meaning) {
    return new Field(key, shape, false, Optional.empty(), meaning, example);
  }

  /** A scalar with a default. */
  static Field of(String key, Shape shape, String byDefault, String example, String meaning) {
    return of(key, shape, new Yaml.Scalar(NOWHERE, byDefault, true), example, meaning);
  }

  static Field of(String key, Shape shape, Yaml byDefault, String example, String meaning) {
    return new Field(key, shape, false, Optional.of(byDefault), meaning, example);
  }

  /** A mapping whose keys all have defaults, or that stands for itself when it is absent. */
  static Field group(String key, Shape.Fields shape, String meaning) {
    return of(key, shape, Yaml.Entries.empty(NOWHERE), "", meaning);
  }

  /** A default has no place until it is used. */
  static final Span NOWHERE = Span.whole("default");
}
