package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.NodeName;
import dev.ekube.model.Span;
import dev.ekube.spec.draft.NodeRange;
import dev.ekube.spec.read.ShapeCheck;
import dev.ekube.spec.rule.FormatRule;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Rules;
import dev.ekube.spec.rule.Words;
import dev.ekube.spec.schema.ClusterShape;
import dev.ekube.spec.schema.Field;
import dev.ekube.spec.schema.Shape;
import dev.ekube.spec.yaml.Yaml;
import dev.ekube.spec.yaml.YamlReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tables keep their own promises: defaults and examples are good values. */
class FieldsTest {
  static Stream<FormatRule> formats() {
    return Rules.all().stream().filter(FormatRule.class::isInstance).map(FormatRule.class::cast);
  }

  static List<Field> fields() {
    List<Field> all = new ArrayList<>();
    collect(ClusterShape.ROOT, new HashSet<>(), all);
    return all;
  }

  private static void collect(Shape.Fields fields, Set<String> seen, List<Field> all) {
    if (seen.add(fields.name())) {
      for (Field field : fields.fields()) {
        all.add(field);
        Pages.nested(field.shape()).forEach(inner -> collect(inner, seen, all));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("formats")
  void everyFormatAcceptsItsExampleAndItsPatternDoes(FormatRule format) {
    assertThat(format.accepts(format.example())).as(format.example()).isTrue();
    assertThat(Pattern.matches(format.pattern(), format.example())).isTrue();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyExampleIsAGoodValue(Field field) {
    if (!field.example().isEmpty()) {
      String text = field.key() + ": " + field.example() + "\n";
      Found found = new Found();
      Yaml.Entries tree =
          YamlReader.read("example", text.getBytes(StandardCharsets.UTF_8), found).orElseThrow();
      new ShapeCheck(found).fields(tree, new Shape.Fields("", "", List.of(field)));
      assertThat(found.sorted()).as(text).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  void everyDefaultIsAGoodValue(Field field) {
    Span here = new Span("default", 1, 1);
    field
        .byDefault()
        .ifPresent(
            value -> {
              Yaml.Entries tree =
                  new Yaml.Entries(
                      here, Map.of(field.key(), new Yaml.Entry(here, value)), Set.of());
              Found found = new Found();
              new ShapeCheck(found).fields(tree, new Shape.Fields("", "", List.of(field)));
              assertThat(found.sorted()).as(field.key()).isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "worker[0-2] | worker0 worker1 worker2",
        "c[1-3,5] | c1 c2 c3 c5",
        "w[08-10] | w08 w09 w10",
        "w[008-10]x | w008x w009x w010x",
        "r[1-2]n[1-2] | r1n1 r1n2 r2n1 r2n2",
        "n[7] | n7",
        "[1-2]a | 1a 2a"
      })
  void rangesAreWrittenAsWarewulfWritesThem(String range, String names) {
    NodeRange parsed = NodeRange.parse(range).orElseThrow();
    assertThat(String.join(" ", parsed.names())).isEqualTo(names);
    assertThat(parsed.count()).isEqualTo(parsed.names().size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "worker",
        "w[",
        "w]",
        "w[]",
        "w[a]",
        "w[1-]",
        "w[-1]",
        "w[1..2]",
        "w[2-1]",
        "w[1,]",
        "w[0-10000]",
        "w[1234567]",
        "w[[1]]",
        "w[1 -2]"
      })
  void whatIsNoRange(String text) {
    assertThat(NodeRange.parse(text).map(NodeRange::names).orElse(List.of()))
        .as("no names, or names that no node may have")
        .allMatch(name -> !NodeName.isValid(name));
  }

  @Test
  void aGuessIsCloseToWhatWasWritten() {
    List<String> known = List.of("address", "name", "port");
    assertThat(Words.closest("adress", known)).contains("address");
    assertThat(Words.closest("naem", known)).contains("name");
    assertThat(Words.closest("zebra", known)).isEmpty();
  }
}
