package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Problem;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Rules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every rule has one file that breaks it and one that keeps it, and says exactly what it says. */
class RuleSamplesTest {
  static final Path DIRECTORY = Samples.resources().resolve("rules");

  static List<Rule> rules() {
    return Rules.all();
  }

  @Test
  void everyRuleHasADirectoryAndEveryDirectoryARule() {
    List<String> ids = Rules.all().stream().map(Rule::id).toList();
    assertThat(ids).doesNotHaveDuplicates();
    assertThat(Samples.list(DIRECTORY)).containsExactlyInAnyOrderElementsOf(ids);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theBadSampleHasExactlyItsProblems(Rule rule) {
    Path directory = DIRECTORY.resolve(rule.id());
    List<Problem> problems = read(directory, "bad.yaml").allProblems();
    assertThat(problems).extracting(Problem::id).contains(rule.id());
    String text = problems.stream().map(p -> p + "\n").collect(Collectors.joining());
    Golden.check(directory.resolve("bad.problems"), text);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void theGoodSampleHasNone(Rule rule) {
    SpecResult result = read(DIRECTORY.resolve(rule.id()), "good.yaml");
    assertThat(result.allProblems()).isEmpty();
    assertThat(result).isInstanceOf(SpecResult.Good.class);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void errorsAndOnlyErrorsStopReading(Rule rule) {
    SpecResult result = read(DIRECTORY.resolve(rule.id()), "bad.yaml");
    boolean errors = result.allProblems().stream().anyMatch(Problem::isError);
    assertThat(result instanceof SpecResult.Bad).isEqualTo(errors);
  }

  static SpecResult read(Path directory, String file) {
    return ClusterReader.read(file, content(directory, file), Samples.sources(directory));
  }

  /** A sample; with a file NAME.repeat beside it, its last line stands as often as that says. */
  static byte[] content(Path directory, String file) {
    Path repeat = directory.resolve(file.replace(".yaml", ".repeat"));
    byte[] bytes = Samples.bytes(directory.resolve(file));
    if (!repeat.toFile().exists()) {
      return bytes;
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    String line = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1);
    int times = Integer.parseInt(new String(Samples.bytes(repeat), StandardCharsets.UTF_8).strip());
    return (text + line.repeat(times - 1)).getBytes(StandardCharsets.UTF_8);
  }
}
