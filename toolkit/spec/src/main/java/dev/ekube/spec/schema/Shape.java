package dev.ekube.spec.schema;

import dev.ekube.spec.rule.FormatRule;
import java.util.List;
import java.util.Optional;

/** What may stand at a place of cluster.yaml. */
public sealed interface Shape {

  /** One of a few words. */
  record OneOf(List<String> words) implements Shape {}

  /** Text of a format; the user's very characters, quoted or not. */
  record Text(FormatRule format) implements Shape {}

  /** A whole number with its limits, both included. */
  record Whole(int least, int most) implements Shape {}

  /** {@code true} or {@code false}. */
  record Flag() implements Shape {}

  /** A sequence. */
  record ListOf(Shape item, int least) implements Shape {}

  /** A mapping whose keys the user chooses. */
  record MapOf(FormatRule key, FormatRule value) implements Shape {}

  /** A mapping with known keys, under a name of its own in schema and docs. */
  record Fields(String name, String meaning, List<Field> fields) implements Shape {
    public Optional<Field> field(String key) {
      for (Field field : fields) {
        if (field.key().equals(key)) {
          return Optional.of(field);
        }
      }
      return Optional.empty();
    }

    public List<String> keys() {
      return fields.stream().map(Field::key).toList();
    }
  }

  /** Text of a format, or a mapping in its place. */
  record TextOr(FormatRule format, Fields fields) implements Shape {}

  /** A mapping of one of two kinds; a key that only the first one has tells them apart. */
  record EitherBy(String key, Fields with, Fields without) implements Shape {}
}
