package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verbs that change nothing on a manager, and how a wrong command line is answered. */
class VerbsTest {
  @TempDir Path folder;

  private Shell shell;

  @BeforeEach
  void shell() {
    shell = new Shell(folder);
  }

  @Test
  void aGoodFileIsValid() {
    Shell.Run run = shell.run("validate", shell.copyOf("quickstart"));

    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .endsWith("cluster demo, 3 control nodes, 2 workers, Kubernetes v1.32.1\n");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void everyProblemOfABadFileComesAtOnceWithItsPlace() throws Exception {
    Path file = shell.copyOf("quickstart");
    String text = Files.readString(file);
    Files.writeString(
        file, text.replace("vip: 10.0.0.99", "vip: 10.0.0.1").replace("interface:", "interfce:"));

    Shell.Run run = shell.run("validate", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains(file + ":9:", "error[", "interfce", "interface");
    assertThat(run.err().lines().filter(line -> line.contains("error["))).hasSizeGreaterThan(1);
  }

  @Test
  void problemsAsJson() throws Exception {
    Path file = folder.resolve("empty.yaml");
    Files.writeString(file, "");

    Shell.Run run = shell.run("validate", "-o", "json", file);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.out())
        .contains("\"valid\" : false", "\"severity\" : \"error\"", "docs/rules.md#");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void everyVerbHelpsWithExamplesAndExitCodes(Verbs verb) {
    Shell.Run run = shell.run(verb.word(), "--help");

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("Usage: ekube " + verb.word(), "Exit codes:", "Examples:");
  }

  @Test
  void aWrongWordIsUsage() {
    assertThat(shell.run("aply").exitCode()).isEqualTo(2);
    assertThat(shell.run("aply").err()).contains("apply");
    assertThat(shell.run("plan", "--onyl", "nodes").exitCode()).isEqualTo(2);
    assertThat(shell.run().exitCode()).isEqualTo(2);
  }

  @Test
  void renderReplacesOnlyWhatItWrote() throws Exception {
    Path file = shell.copyOf("quickstart");
    Path target = folder.resolve("rendered");
    assertThat(shell.run("render", "-o", target, file).exitCode()).isZero();
    assertThat(target.resolve("nodes/control0/system/etc/keepalived/keepalived.conf"))
        .content()
        .contains("unicast_src_ip 10.0.0.1");
    assertThat(target.resolve("nodes/worker0/system/etc/keepalived")).doesNotExist();
    assertThat(shell.run("render", "-o", target, file).exitCode()).isZero();

    Path mine = Files.createDirectories(folder.resolve("mine"));
    Files.writeString(mine.resolve("letter.txt"), "dear");
    Shell.Run refused = shell.run("render", "-o", mine, file);

    assertThat(refused.exitCode()).isEqualTo(4);
    assertThat(mine.resolve("letter.txt")).hasContent("dear");
  }

  @Test
  void whatInitWritesIsValid() {
    Path file = folder.resolve("new.yaml");

    Shell.Run run =
        shell.run("init", "--control", "cp1,52:54:00:00:00:10,10.0.0.1", "--name", "one", file);

    assertThat(run.exitCode()).isZero();
    assertThat(shell.run("validate", file).exitCode()).isZero();
    assertThat(shell.run("init", "--control", "x", file).exitCode())
        .as("an existing file is never overwritten")
        .isEqualTo(2);
  }

  @Test
  void initAsksAgainUntilAnAnswerIsGood() {
    Path file = folder.resolve("asked.yaml");

    Shell.Run run =
        shell.typing(
            "No Name\nlab\n" + "\n".repeat(12) + "cp1,52:54:00:00:00:10,10.0.0.1\n\n",
            "init",
            file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(file).content().contains("name: lab");
    assertThat(shell.run("validate", file).exitCode()).isZero();
  }

  @Test
  void initTakesOverWhatWarewulfKnows() {
    shell.inSandbox("apply", "--yes", shell.copyOf("quickstart"));
    Path file = folder.resolve("taken.yaml");

    Shell.Run run = shell.inSandbox("init", "--from-warewulf", file);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(file).content().contains("52:54:00:00:00:10", "worker1");
    assertThat(shell.run("validate", file).exitCode()).isZero();
  }

  @Test
  void schemaAndCompletionAreWhatTheirReadersTake() {
    assertThat(shell.run("schema").out()).startsWith("{").contains("json-schema.org");
    assertThat(shell.run("completion").out()).contains("complete", "rollback");
  }
}
