package dev.ekube.spec.schema;

import dev.ekube.spec.rule.FormatRule;
import dev.ekube.spec.yaml.Meaning;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (2020-12) of cluster.yaml, for editors. It accepts whatever the reader accepts;
 * what only a look at the whole file can tell (overlaps, duplicates, counts) it lets through.
 */
public final class SchemaPrinter {
  /** Where editors find the schema by name; nothing is fetched from there. */
  public static final String ID = "https://ekube.dev/schema/v1alpha1/cluster.schema.json";

  private static final List<String> NUMBERS = List.of("0", "7", "12", "1.5", "-1", "1e3", "0644");

  private SchemaPrinter() {}

  /** The schema as text with a line end, the same bytes every time. */
  public static String print() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", ID);
    schema.put("title", "cluster.yaml of ekube");
    schema.putAll(fields(ClusterShape.ROOT));
    return Json.text(schema);
  }

  private static Map<String, Object> of(Shape shape) {
    Map<String, Object> s = new LinkedHashMap<>();
    switch (shape) {
      case Shape.OneOf words -> s.put("enum", words.words());
      case Shape.Text text -> s.putAll(text(text.format()));
      case Shape.Whole whole -> {
        s.put("type", "integer");
        s.put("minimum", whole.least());
        s.put("maximum", whole.most());
      }
      case Shape.Flag flag -> s.put("type", "boolean");
      case Shape.ListOf list -> {
        s.put("type", "array");
        s.put("items", of(list.item()));
        if (list.least() > 0) {
          s.put("minItems", list.least());
        }
      }
      case Shape.MapOf map -> {
        s.put("type", "object");
        s.put("propertyNames", Map.of("pattern", anchored(map.key())));
        s.put("additionalProperties", text(map.value()));
      }
      case Shape.Fields fields -> s.putAll(fields(fields));
      case Shape.TextOr either ->
          s.put("anyOf", List.of(text(either.format()), fields(either.fields())));
      case Shape.EitherBy either -> {
        s.put("type", "object");
        s.put("if", Map.of("required", List.of(either.key())));
        s.put("then", fields(either.with()));
        s.put("else", fields(either.without()));
      }
    }
    return s;
  }

  private static Map<String, Object> fields(Shape.Fields fields) {
    Map<String, Object> s = new LinkedHashMap<>();
    s.put("type", "object");
    s.put("description", fields.meaning());
    s.put("additionalProperties", false);
    List<String> required =
        fields.fields().stream().filter(Field::required).map(Field::key).toList();
    if (!required.isEmpty()) {
      s.put("required", required);
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    for (Field field : fields.fields()) {
      Map<String, Object> property = new LinkedHashMap<>(of(field.shape()));
      property.put("description", field.meaning());
      field.byDefault().ifPresent(d -> property.put("default", value(d, field.shape())));
      properties.put(field.key(), property);
    }
    s.put("properties", properties);
    return s;
  }

  /** Text that looks like a number or a truth value is one to an editor, but text to the reader. */
  private static Map<String, Object> text(FormatRule format) {
    List<String> types = new ArrayList<>(List.of("string"));
    if (NUMBERS.stream().anyMatch(format::accepts)) {
      types.add("number");
    }
    if (format.accepts("true")) {
      types.add("boolean");
    }
    Map<String, Object> s = new LinkedHashMap<>();
    s.put("type", types.size() == 1 ? types.getFirst() : types);
    s.put("pattern", anchored(format));
    return s;
  }

  private static String anchored(FormatRule format) {
    return "^(?:" + format.pattern() + ")$";
  }

  private static Object value(Yaml value, Shape shape) {
    return switch (value) {
      case Yaml.Scalar s -> scalar(s, shape);
      case Yaml.Items items ->
          items.values().stream().map(v -> value(v, ((Shape.ListOf) shape).item())).toList();
      case Yaml.Entries entries -> {
        Map<String, Object> map = new LinkedHashMap<>();
        entries.byKey().forEach((k, e) -> map.put(k, ((Yaml.Scalar) e.value()).text()));
        yield map;
      }
    };
  }

  private static Object scalar(Yaml.Scalar scalar, Shape shape) {
    if (shape instanceof Shape.Whole) {
      return Integer.valueOf(scalar.text());
    }
    return shape instanceof Shape.Flag ? Boolean.valueOf(Meaning.isTrue(scalar)) : scalar.text();
  }
}
