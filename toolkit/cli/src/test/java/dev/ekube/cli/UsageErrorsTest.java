package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A slip in the arguments: exit code 2, one sentence, and where to read on. */
class UsageErrorsTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "valdate               | there is no verb \"valdate\"; did you mean validate? | ekube",
        "frobnicate            | there is no verb \"frobnicate\"                      | ekube",
        "help                  | did you mean --help?                                 | ekube",
        "-v                    | did you mean --version?                              | ekube",
        "plan --exitcode       | did you mean --exit-code?                            | ekube plan",
        "plan -o jsn           | \"jsn\" is unknown; did you mean json?               | ekube plan",
        "apply --only image    | \"image\" is unknown; did you mean images?           | ekube"
            + " apply",
        "apply --only nodes,xx | write images, nodeimages, nodes, overlay or power    | ekube"
            + " apply",
        "validate a b          | \"b\" is one argument too many                       | ekube"
            + " validate",
        "render                | '--directory=DIR'                                    | ekube"
            + " render",
        "diff A B -o json      | there is no option \"-o\"                             | ekube"
            + " diff",
        "diff                  | 'A'                                                  | ekube diff",
      })
  void aSlipIsToldInOneSentence(String arguments, String sentence, String verb) {
    Shell.Run run = new Shell(folder).run((Object[]) arguments.split(" "));

    assertThat(run.exitCode()).isEqualTo(ExitCode.BAD_INPUT.code());
    assertThat(run.out()).isEmpty();
    assertThat(run.err().lines()).hasSize(2);
    assertThat(run.err()).startsWith("ekube: ").contains(sentence);
    assertThat(run.err().lines()).last().isEqualTo("next: " + verb + " --help");
  }
}
