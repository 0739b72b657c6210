package dev.ekube.manager.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.model.Bytes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child process that is killed at any moment never takes back what it has acknowledged. */
class JournalKillTest {
  private static final int KILLS = 8;

  @TempDir private Path directory;

  @Test
  void everythingAcknowledgedOutlivesAKill() throws IOException, InterruptedException {
    Random random = new Random(4);
    long acknowledged = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      acknowledged = Math.max(acknowledged, runAndKill(5 + random.nextInt(200)));

      Journal.Opened opened = Journal.open(directory, Bytes.ofUtf8("0"));
      opened.journal().close();
      long base = Long.parseLong(opened.base().utf8());
      assertThat(base + opened.entries().size())
          .as("entries after kill %d", kill)
          .isGreaterThanOrEqualTo(acknowledged);
      List<Bytes> entries = opened.entries();
      for (int i = 0; i < entries.size(); i++) {
        assertThat(entries.get(i).utf8()).isEqualTo(Long.toString(base + i + 1));
      }
    }
    assertThat(acknowledged).isPositive();
  }

  /** Lets a child append until it has acknowledged so many; gives the last number it said. */
  private long runAndKill(int lines) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Appender.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long last = 0;
    try (BufferedReader said =
        new BufferedReader(
            new InputStreamReader(child.getInputStream(), StandardCharsets.US_ASCII))) {
      for (int i = 0; i < lines; i++) {
        last = Long.parseLong(said.readLine());
      }
      // By its handle: Process.destroyForcibly would also throw away what it has said so far.
      child.toHandle().destroyForcibly();
      Optional<String> line = Optional.ofNullable(said.readLine());
      while (line.isPresent() && line.get().matches("\\d+")) {
        last = Long.parseLong(line.get());
        line = Optional.ofNullable(said.readLine());
      }
    } finally {
      child.destroyForcibly();
    }
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return last;
  }

  /** The child: appends the numbers that follow, three to a sync, and compacts now and then. */
  static final class Appender {
    private Appender() {}

    public static void main(String[] arguments) throws IOException {
      Journal.Opened opened = Journal.open(Path.of(arguments[0]), Bytes.ofUtf8("0"));
      long next = Long.parseLong(opened.base().utf8()) + opened.entries().size() + 1;
      try (Journal journal = opened.journal()) {
        while (true) {
          journal.append(List.of(text(next), text(next + 1), text(next + 2)));
          next += 3;
          System.out.println(next - 1);
          if (next % 7 == 0) {
            journal.compact(text(next - 1));
          }
        }
      }
    }

    private static Bytes text(long number) {
      return Bytes.ofUtf8(Long.toString(number));
    }
  }
}
