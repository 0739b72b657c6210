package dev.ekube.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Fences marked {@code runnable} are run, each in a folder of its own with a copy of examples/, and
 * every call of ekube in them must end with 0. The classes are those of this build; what {@code
 * ./ekube} does before them is {@link LauncherTest}'s.
 */
class RunnableTest {
  private static final int LIMIT_MINUTES = 2;

  @TempDir Path folder;

  @TestFactory
  Stream<DynamicTest> everyRunnableFenceRuns() {
    return Fence.all()
        .filter(fence -> fence.says("runnable"))
        .map(fence -> DynamicTest.dynamicTest(fence.toString(), () -> run(fence)));
  }

  private void run(Fence fence) throws Exception {
    Path at = Files.createTempDirectory(folder, "run");
    copyExamples(at);
    List<ShellCommand> commands = ShellCommand.in(fence);
    assertThat(commands).as("calls of ekube in %s", fence).isNotEmpty();
    for (ShellCommand command : commands) {
      List<String> words = new ArrayList<>();
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      words.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.ekube.cli.Main"));
      words.addAll(command.arguments());
      Path output = Files.createTempFile(folder, "output", ".txt");
      Process process =
          new ProcessBuilder(words)
              .directory(at.toFile())
              .redirectErrorStream(true)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES);
      if (!ended) {
        process.destroyForcibly();
      }
      String said = Files.readString(output, StandardCharsets.UTF_8);
      assertThat(ended).as("%s ended; it said %s", command, said).isTrue();
      assertThat(process.exitValue()).as("%s said %s", command, said).isZero();
    }
  }

  private static void copyExamples(Path to) throws IOException {
    Path examples = Repository.ROOT.resolve("examples");
    for (Path file : Repository.files()) {
      if (file.startsWith(examples)) {
        Path copy = to.resolve(Repository.ROOT.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.copy(file, copy);
      }
    }
  }
}
