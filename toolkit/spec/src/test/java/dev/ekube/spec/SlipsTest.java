package dev.ekube.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Slips that people make, and the words that lead them out. */
class SlipsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{name: worker0,            | {range: worker[0-9],             | in quotes, such as",
        "kind: Cluster              | kind:Cluster                     | blank after each colon",
        "{name: demo}               | {name:demo}                      | write \"name: demo\"",
        "{name: demo}               | {name: *.demo}                   | begins with * or &",
        "{name: demo}               | {name: @demo}                    | double quotes",
        "{name: demo}               | {name: null}                     | put the word in quotes",
        "{name: demo}               | {name: \"de\\mo\"}               | backslash",
        "endpoint: {vip: 10.0.0.99} | endpoint:                        | endpoint: {vip: 10.0",
        "{vip: 10.0.0.99}           | {VIP: 10.0.0.99}                 | did you mean vip?",
        "v1.32.1                    | 1.32.1                           | write v1.32.1",
        "kind: Cluster              | kind: cluster                    | did you mean Cluster?",
        "10.0.0.0/24                | 10.0.0.0/255.255.255.0           | write 10.0.0.0/24",
        "10.0.0.0/24                | 10.0.0.13/24                     | did you mean 10.0.0.0/24?",
        "{address: 10.0.0.13}       | 10.0.0.13                        | manager: {address:",
        "{vip: 10.0.0.99}           | {vip: 'fd00::1'}                 | IPv6 is not supported",
        "role: worker,              | role: wokrer,                    | did you mean worker?",
        "name: worker0,             | name: Worker_0,                  | write worker-0",
        "address: 10.0.0.20}        | firstAddress: 10.0.0.20}         | has address in place of",
        "role: worker,              | role: agent,                     | did you mean worker?",
        "52:54:00:00:00:20          | 525400000020                     | write 52:54:00:00:00:20",
        "52:54:00:00:00:20          | 5254.0000.0020                   | write 52:54:00:00:00:20",
        "manager:                   | gateway: 10.0.0.1\\n"
            + "manager:     | it belongs in network.prov",
        "name: worker0, role        | name: worker0, range: 'w[0-1]', role | either name or range",
      })
  void theHintLeadsOut(String right, String wrong, String hint) {
    String good =
        new String(
            Samples.bytes(Samples.resources().resolve("rules/vip-taken/good.yaml")),
            StandardCharsets.UTF_8);
    assertThat(good).contains(right);
    String text = good.replace(right, wrong.replace("\\n", "\n"));
    List<Problem> problems =
        ClusterReader.read("c.yaml", text.getBytes(StandardCharsets.UTF_8), Sources.none())
            .allProblems();
    assertThat(problems).extracting(Problem::hint).anyMatch(h -> h.contains(hint));
  }

  @Test
  void aMisspeltKeyIsToldOnceAndNotAsMissingToo() throws Exception {
    String text =
        new String(
                Samples.bytes(Samples.resources().resolve("rules/vip-taken/good.yaml")),
                StandardCharsets.UTF_8)
            .replace("endpoint:", "endpont:");
    assertThat(
            ClusterReader.read("c.yaml", text.getBytes(StandardCharsets.UTF_8), Sources.none())
                .allProblems())
        .singleElement()
        .satisfies(problem -> assertThat(problem.hint()).isEqualTo("did you mean endpoint?"));
  }
}
