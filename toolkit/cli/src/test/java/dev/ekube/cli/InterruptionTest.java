package dev.ekube.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.render.GoldenTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A run that is asked to end says one line and ends with the code of the signal. Sent is SIGTERM:
 * SIGINT takes the same way, but a test that somebody started in the background inherits that it is
 * ignored.
 */
class InterruptionTest {
  private static final int ENDED_BY_TERM = 128 + 15;
  private static final long PATIENCE_SECONDS = 60;
  private static final long LOOK_MILLIS = 20;

  @TempDir Path folder;
  private Process child;

  @AfterEach
  void end() {
    child.destroyForcibly();
  }

  @Test
  void saysOneLineAndEndsWithTheSignalsCode() throws Exception {
    Path said = folder.resolve("said");
    start(said);
    assertThat(waitForQuestion(said)).as(Files.readString(said)).isTrue();

    // Not Process.destroy: that would end its input too, which is an answer.
    child.toHandle().destroy();

    assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).isEqualTo(ENDED_BY_TERM);
    String all = Files.readString(said);
    assertThat(all.substring(all.indexOf("[y/N]")))
        .isEqualToIgnoringWhitespace(
            "[y/N] ekube: interrupted; next: run the same command again, it goes on where it"
                + " stopped");
  }

  @Test
  void saysNothingOfThatWhenItEndsByItself() throws Exception {
    Path said = folder.resolve("said");
    start(said);
    child.getOutputStream().close();

    assertThat(child.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(Files.readString(said)).contains("nothing was changed").doesNotContain("interrupt");
  }

  private void start(Path said) throws Exception {
    String site = GoldenTree.root().resolve("examples/quickstart/cluster.yaml").toString();
    String sandbox = folder.resolve("sandbox").toString();
    child = Child.start("02", said.toFile(), "apply", "--sandbox", sandbox, site);
  }

  /** The program then waits for an answer, so it can be met there however slow the machine is. */
  private boolean waitForQuestion(Path said) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < end && !Files.readString(said).contains("[y/N]")) {
      if (child.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        return false;
      }
    }
    return Files.readString(said).contains("[y/N]");
  }
}
