package dev.ekube.spec;

import dev.ekube.spec.rule.FormatRule;
import dev.ekube.spec.rule.Words;
import dev.ekube.spec.schema.Field;
import dev.ekube.spec.schema.Shape;
import dev.ekube.spec.yaml.Yaml;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Pieces of Markdown that the generated pages share. */
final class Pages {
  private static final int WIDTH = 98;

  private Pages() {}

  /** A paragraph, wrapped. */
  static String paragraph(String text) {
    StringBuilder out = new StringBuilder();
    int column = 0;
    for (String word : text.strip().split("\\s+", -1)) {
      if (column > 0 && column + 1 + word.length() > WIDTH) {
        out.append('\n');
        column = 0;
      } else if (column > 0) {
        out.append(' ');
        column++;
      }
      out.append(word);
      column += word.length();
    }
    return out.append("\n\n").toString();
  }

  /** A fenced block; a line end is added where there is none. */
  static String block(String language, String text) {
    String end = text.endsWith("\n") ? "" : "\n";
    return "```" + language + "\n" + text + end + "```\n\n";
  }

  static String code(String text) {
    return "`" + text + "`";
  }

  /** What a value may be, in words. */
  static String kind(Shape shape) {
    return switch (shape) {
      case Shape.OneOf words ->
          words.words().size() == 1
              ? "the word " + code(words.words().getFirst())
              : "one of " + Words.either(words.words().stream().map(Pages::code).toList());
      case Shape.Text text -> format(text.format());
      case Shape.Whole whole -> "a whole number from " + whole.least() + " to " + whole.most();
      case Shape.Flag flag -> "`true` or `false`";
      case Shape.ListOf list -> "a list; each entry is " + kind(list.item());
      case Shape.MapOf map ->
          "a mapping; each key is " + format(map.key()) + ", each value " + format(map.value());
      case Shape.Fields fields -> "a mapping, see " + link(fields);
      case Shape.TextOr either ->
          format(either.format()) + ", or a mapping, see " + link(either.fields());
      case Shape.EitherBy either ->
          "a mapping, see " + link(either.without()) + " and " + link(either.with());
    };
  }

  private static String format(FormatRule format) {
    return format.noun() + " ([" + format.id() + "](rules.md#" + format.id() + "))";
  }

  private static String link(Shape.Fields fields) {
    return "[" + fields.name() + "](#" + anchor(fields.name()) + ")";
  }

  /** The anchor that a heading gets on the usual Markdown hosts. */
  static String anchor(String heading) {
    return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "");
  }

  /** The default as a user would write it; empty for none and for mappings of defaults. */
  static Optional<String> byDefault(Field field) {
    return field.byDefault().map(Pages::flow).filter(d -> !d.equals("{}") || isMapOf(field));
  }

  private static boolean isMapOf(Field field) {
    return field.shape() instanceof Shape.MapOf;
  }

  private static String flow(Yaml value) {
    return switch (value) {
      case Yaml.Scalar scalar -> scalar.text();
      case Yaml.Items items ->
          items.values().stream().map(Pages::flow).collect(Collectors.joining(", ", "[", "]"));
      case Yaml.Entries entries ->
          entries.byKey().entrySet().stream()
              .map(e -> e.getKey() + ": " + flow(e.getValue().value()))
              .collect(Collectors.joining(", ", "{", "}"));
    };
  }

  /** The mappings that a shape refers to. */
  static List<Shape.Fields> nested(Shape shape) {
    return switch (shape) {
      case Shape.Fields fields -> List.of(fields);
      case Shape.ListOf list -> nested(list.item());
      case Shape.TextOr either -> List.of(either.fields());
      case Shape.EitherBy either -> List.of(either.without(), either.with());
      case Shape.OneOf o -> List.of();
      case Shape.Text t -> List.of();
      case Shape.Whole w -> List.of();
      case Shape.Flag f -> List.of();
      case Shape.MapOf m -> List.of();
    };
  }
}
