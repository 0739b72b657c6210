package dev.ekube.oci.judge;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that judge what ekube writes. */
public final class Programs {
  private static final int MOST_SECONDS = 120;

  private Programs() {}

  /** What a program said. */
  public record Said(int status, String text) {
    /** The text of a program that must not fail. */
    public String good() {
      if (status != 0) {
        throw new AssertionError("a judge failed with " + status + ": " + text);
      }
      return text;
    }
  }

  /** Skips the test, and says so, where one of these is missing. */
  public static void need(String... names) {
    for (String name : names) {
      Assumptions.assumeTrue(isThere(name), "skipped: this machine has no " + name);
    }
  }

  public static void needRoot() {
    Assumptions.assumeTrue(
        "root".equals(System.getProperty("user.name")), "skipped: containerd needs root");
  }

  public static Said run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("judge", ".txt");
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " did not end");
      }
      String text = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
      return new Said(process.exitValue(), command + ": " + text);
    } finally {
      Files.delete(output);
    }
  }

  public static Said run(String... command) throws IOException, InterruptedException {
    return run(List.of(command));
  }

  private static boolean isThere(String name) {
    return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }
}
