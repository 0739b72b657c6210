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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
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
  void changedFilesThatTheReaderAcceptsFitToo() {
    Path directory = Samples.resources().resolve("reading");
    String good = new String(Samples.bytes(directory.resolve("full.yaml")), StandardCharsets.UTF_8);
    List<String> words =
        List.of("true", "5", "1.5", "0", "\"5\"", "a", "~", "[]", "{}", "1e3", "-1", "x y", "0644");
    Random random = new Random(5);
    int accepted = 0;
    for (int i = 0; i < 2_000; i++) {
      String changed = changed(good, words.get(random.nextInt(words.size())), random);
      byte[] bytes = changed.getBytes(StandardCharsets.UTF_8);
      SpecResult result = ClusterReader.read("cluster.yaml", bytes, Samples.sources(directory));
      if (result instanceof SpecResult.Good) {
        accepted++;
        assertThat(complaints(bytes)).as(changed).isEmpty();
      }
    }
    assertThat(accepted).isGreaterThan(50);
  }

  /** The file with one value replaced. */
  private static String changed(String good, String word, Random random) {
    List<Integer> colons = new ArrayList<>();
    for (int at = good.indexOf(": "); at >= 0; at = good.indexOf(": ", at + 1)) {
      colons.add(at + 2);
    }
    int from = colons.get(random.nextInt(colons.size()));
    int to = from;
    while (",}]\n".indexOf(good.charAt(to)) < 0) {
      to++;
    }
    return good.substring(0, from) + word + good.substring(to);
  }

  @Test
  void theSchemaIsTheSameEveryTime() {
    Golden.check(Samples.resources().resolve("cluster.schema.json"), SchemaPrinter.print());
  }

  private static List<String> complaints(Path directory, String name) {
    return complaints(RuleSamplesTest.content(directory, name));
  }

  private static List<String> complaints(byte[] bytes) {
    Optional<Yaml.Entries> tree = YamlReader.read("cluster.yaml", bytes, new Found());
    // A file whose top is no mapping has no tree; an editor would see it as a list.
    String json = tree.map(PlainJson::of).orElse("[]");
    return SCHEMA.validate(json, InputFormat.JSON).stream().map(Object::toString).toList();
  }
}
