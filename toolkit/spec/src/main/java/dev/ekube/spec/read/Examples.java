package dev.ekube.spec.read;

import dev.ekube.spec.rule.Words;
import dev.ekube.spec.schema.Field;
import dev.ekube.spec.schema.Shape;
import dev.ekube.spec.yaml.Meaning;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.List;

/** Shapes and values in words, for messages. */
final class Examples {
  private Examples() {}

  /** What to write where nothing, or {@code null}, stands. */
  static String inPlaceOfNothing(Yaml.Scalar given, Shape shape, Path path) {
    boolean optional = shape instanceof Shape.ListOf list && list.least() == 0;
    String example = path.example(optional ? "[]" : of(shape));
    return given.text().isEmpty() ? example : example + ", or put the word in quotes";
  }

  /** What to write in place of a value of the wrong kind. */
  static String instead(Yaml given, Shape shape, Path path) {
    if (shape instanceof Shape.Flag) {
      return "true or false, without quotes";
    }
    if (shape instanceof Shape.Whole) {
      boolean fits =
          given instanceof Yaml.Scalar s
              && Meaning.isWhole(new Yaml.Scalar(s.place(), s.text(), true));
      return fits
          ? "the number without its quotes"
          : "digits only, without quotes, unit and leading zeros";
    }
    return path.example(of(shape));
  }

  /** A value of the shape as a user would write it on one line. */
  static String of(Shape shape) {
    return switch (shape) {
      case Shape.OneOf words -> words.words().getFirst();
      case Shape.Text text -> text.format().example();
      case Shape.Whole whole -> Integer.toString(whole.least());
      case Shape.Flag flag -> "true";
      case Shape.ListOf list -> "[" + of(list.item()) + "]";
      case Shape.MapOf map -> "{" + map.key().example() + ": " + map.value().example() + "}";
      case Shape.Fields fields -> required(fields);
      case Shape.TextOr either -> either.format().example();
      case Shape.EitherBy either -> required(either.without());
    };
  }

  private static String required(Shape.Fields fields) {
    List<String> parts = new ArrayList<>();
    for (Field field : fields.fields()) {
      if (field.required() || (parts.isEmpty() && field.equals(fields.fields().getLast()))) {
        parts.add(field.key() + ": " + field.example());
      }
    }
    return "{" + String.join(", ", parts) + "}";
  }

  /** What a shape wants, with its article. */
  static String kind(Shape shape) {
    return switch (shape) {
      case Shape.OneOf words -> "one of the words " + Words.either(words.words());
      case Shape.Text text -> text.format().noun();
      case Shape.Whole whole -> "a whole number from " + whole.least() + " to " + whole.most();
      case Shape.Flag flag -> "true or false";
      case Shape.ListOf list -> "a list";
      case Shape.MapOf map -> "a mapping of keys to text";
      case Shape.Fields fields -> "a mapping";
      case Shape.TextOr either -> either.format().noun() + " or a mapping";
      case Shape.EitherBy either -> "a mapping";
    };
  }

  /** What a value is, with its article. */
  static String kind(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> (scalar.plain() ? "" : "the text ") + Words.quoted(scalar.text());
      case Yaml.Items items -> "a list";
      case Yaml.Entries entries -> "a mapping";
    };
  }
}
