package dev.ekube.adapters.warewulf;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkplaceTest {
  @TempDir Path state;

  private static Process sleeper(Map<String, String> environment) throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sleep", "60");
    builder.environment().putAll(environment);
    return builder.start();
  }

  private Map<String, String> mark() {
    Map<String, String> environment = new TreeMap<>();
    new Workplace(state).mark(environment);
    return environment;
  }

  /** As a caller would have marked it whose number is another process's today. */
  private static Map<String, String> ofDead(Map<String, String> mark) {
    return Map.of(
        "EKUBE_CALLER",
        mark.get("EKUBE_CALLER")
            .replaceFirst("^(\\d+) \\d+ ", ProcessHandle.current().pid() + " 1 "));
  }

  @Test
  void endsWhatADeadCallerLeftAndNothingElse() throws Exception {
    Process left = sleeper(ofDead(mark()));
    Process running = sleeper(mark());
    Map<String, String> elsewhere = new TreeMap<>();
    new Workplace(state.resolve("other")).mark(elsewhere);
    Process others = sleeper(ofDead(elsewhere));
    Process foreign = sleeper(Map.of());
    try {
      new Workplace(state).clear();

      assertThat(left.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(running.isAlive()).isTrue();
      assertThat(others.isAlive()).isTrue();
      assertThat(foreign.isAlive()).isTrue();
    } finally {
      left.destroyForcibly();
      running.destroyForcibly();
      others.destroyForcibly();
      foreign.destroyForcibly();
    }
  }

  @Test
  void givesCallsAPlaceForTemporaryFilesThatTheNextRunEmpties() throws Exception {
    assertThat(mark()).doesNotContainKey("TMPDIR");

    new Workplace(state).clear();
    Path temporary = Path.of(mark().get("TMPDIR"));
    Files.createDirectories(temporary.resolve(".wwctl-overlay-1/etc"));
    new Workplace(state).clear();

    assertThat(temporary).isEmptyDirectory();
  }
}
