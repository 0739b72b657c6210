package dev.ekube.rpm.madeup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of the machine that judge what is made here; tests are skipped where one is missing. */
public final class Tools {
  private static final long LIMIT_SECONDS = 240;

  private Tools() {}

  /** What a program said. */
  public record Said(int code, String out) {}

  /** Skips the test, with a reason, where a program is missing. */
  public static void need(String... programs) {
    for (String program : programs) {
      Assumptions.assumeTrue(has(program), program + " is not on this machine");
    }
  }

  /** Skips the test, with a reason, where the user is not root; rpm wants to change its root. */
  public static void needRoot() {
    Assumptions.assumeTrue(System.getProperty("user.name").equals("root"), "this needs root");
  }

  public static boolean has(String program) {
    return find(program).isPresent();
  }

  /** Where a program is that is there. */
  public static Path path(String program) {
    return find(program).orElseThrow();
  }

  private static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Runs; any exit code but 0 is a failure that shows the output. */
  public static String run(String... command) {
    Said said = ask(Map.of(), command);
    if (said.code() != 0) {
      throw new AssertionError(
          List.of(command) + " ended with " + said.code() + ":\n" + said.out());
    }
    return said.out();
  }

  /** Runs; standard output and error together. */
  public static Said ask(Map<String, String> environment, String... command) {
    try {
      Path out = Files.createTempFile("said", ".txt");
      try {
        ProcessBuilder builder =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
          throw new AssertionError(List.of(command) + " did not end");
        }
        return new Said(process.exitValue(), Files.readString(out, StandardCharsets.ISO_8859_1));
      } finally {
        Files.delete(out);
      }
    } catch (IOException e) {
      throw new AssertionError("cannot run " + List.of(command), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
