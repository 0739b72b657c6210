package dev.ekube.cli.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.cli.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PackageFilesTest {
  @TempDir private Path folder;

  private final Map<String, String> files = PackageFiles.of(Main.commandLine(), "0.1.0");

  @Test
  void everyVerbHasAPageThatTellsItsOptionsAndExamples() {
    CommandLine commands = Main.commandLine();

    for (String verb : commands.getSubcommands().keySet()) {
      assertThat(files.get("man/man1/ekube-" + verb + ".1"))
          .as(verb)
          .startsWith(
              ".TH \"EKUBE\\-" + verb.toUpperCase(java.util.Locale.ROOT).replace("-", "\\-"))
          .contains(".SH SYNOPSIS", ".SH EXIT STATUS", "\\-\\-help", "\\fBekube\\fR(1)");
    }
    assertThat(files.get("man/man1/ekube-images-pull.1")).contains("\\fBekube\\-images\\fR(1)");
    assertThat(files.get("man/man1/ekube-serve.1")).contains("\\fB\\-\\-page=[ADDRESS:]PORT\\fR");
  }

  @Test
  void manTakesEveryPageWithoutAWord() throws Exception {
    write();
    for (String name : files.keySet()) {
      if (name.startsWith("man/")) {
        String said = run("groff", "-man", "-ww", "-Tutf8", "-z", folder.resolve(name).toString());
        assertThat(said).as(name).isEmpty();
      }
    }
  }

  @Test
  void bashCompletesVerbsAndOptions() throws Exception {
    write();
    String script = folder.resolve("bash-completion/completions/ekube").toString();
    String complete =
        "source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_ekube; echo \"${COMPREPLY[@]}\"";

    assertThat(run("bash", "-c", complete.formatted(script, "ekube vali", 1)))
        .isEqualTo("validate");
    assertThat(run("bash", "-c", complete.formatted(script, "ekube serve --pa", 2)))
        .contains("--page", "--patches");
  }

  @Test
  void fishCompletesVerbsVerbsOfVerbsAndOptions() throws Exception {
    write();
    String source = "source " + folder.resolve("fish/vendor_completions.d/ekube.fish") + "; ";

    assertThat(run("fish", "--no-config", "-c", source + "complete -C 'ekube vali'"))
        .startsWith("validate\tSays everything that is wrong");
    assertThat(run("fish", "--no-config", "-c", source + "complete -C 'ekube images pu'"))
        .startsWith("pull\t")
        .doesNotContain("validate");
    assertThat(run("fish", "--no-config", "-c", source + "complete -C 'ekube status --ur'"))
        .startsWith("--url\t");
    assertThat(run("fish", "--no-config", "-c", source + "complete -C 'ekube status -o '"))
        .contains("text", "json");
  }

  @Test
  void zshTakesItsScript() throws Exception {
    write();
    String script = folder.resolve("zsh/site-functions/_ekube").toString();

    assertThat(run("zsh", "-f", "-n", script)).isEmpty();
    String load =
        "fpath=(%s $fpath); autoload -Uz compinit; compinit -u -D; echo ${_comps[ekube]}"
            .formatted(folder.resolve("zsh/site-functions"));
    assertThat(run("zsh", "-f", "-c", load)).isEqualTo("_ekube");
  }

  private void write() throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  /** All that the program says; the test is skipped where there is no such program. */
  private static String run(String... command) throws Exception {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(place -> Files.isExecutable(Path.of(place, command[0])));
    Assumptions.assumeTrue(there, "no " + command[0] + " on this machine");
    ProcessBuilder builder = new ProcessBuilder(List.of(command)).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    byte[] said = process.getInputStream().readAllBytes();
    process.waitFor();
    return new String(said, StandardCharsets.UTF_8).strip();
  }
}
