package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Rules;
import dev.ekube.spec.schema.SchemaPrinter;
import dev.ekube.spec.yaml.Yaml;
import dev.ekube.spec.yaml.YamlReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema and the reader agree, in both directions, on every sample. */
class SchemaTest {
  private static final Schema SCHEMA =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(SchemaPrinter.print());

  static List<Rule> rules() {
    return Rules.all();
  }

  static List<Rule> seen() {
    return Rules.all().stream().filter(Rule::seenBySchema).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void whatTheReaderAcceptsTheSchemaAccepts(Rule rule) {
    for (String name : List.of("good.yaml", "bad.yaml")) {
      Path directory = RuleSamplesTest.DIRECTORY.resolve(rule.id());
      if (RuleSamplesTest.read(directory, name) instanceof SpecResult.Good) {
        assertThat(complaints(directory, name)).as(name).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seen")
  void whatARuleOfTheSchemaRefusesTheSchemaRefuses(Rule rule) {
    Path directory = RuleSamplesTest.DIRECTORY.resolve(rule.id());
    assertThat(complaints(directory, "bad.yaml")).isNotEmpty();
  }

  @Test
  void theDesignsExampleFitsTheSchema() {
    assertThat(complaints(Samples.resources().resolve("design"), "cluster.yaml")).isEmpty();
  }

  @Test
  void theSchemaIsTheSameEveryTime() {
    Golden.check(Samples.resources().resolve("cluster.schema.json"), SchemaPrinter.print());
  }

  private static List<String> complaints(Path directory, String name) {
    byte[] bytes = RuleSamplesTest.content(directory, name);
    Optional<Yaml.Entries> tree = YamlReader.read(name, bytes, new Found());
    // A file whose top is no mapping has no tree; an editor would see it as a list.
    String json = tree.map(PlainJson::of).orElse("[]");
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
