package dev.ekube.cli.lab;

import dev.ekube.apply.port.PortException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A script of lab/fixtures, which makes something on first use and then finds it made. */
final class FixtureScript {
  private static final String OTHERWISE = "name images: --image base=TAR --image control=TAR";

  private final Path script;

  FixtureScript(String name) {
    this.script =
        Path.of(System.getProperty("ekube.home", "."), "lab/fixtures", name).toAbsolutePath();
  }

  /** The lines that it prints when all is there; its progress goes to stderr. */
  List<String> lines() {
    if (!Files.isExecutable(script)) {
      throw PortException.precondition(
          "tried to make node images but there is no " + script, OTHERWISE);
    }
    try {
      Process process =
          new ProcessBuilder(script.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      process.getOutputStream().close();
      List<String> lines;
      try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
        lines = said.lines().toList();
      }
      int code = process.waitFor();
      if (code != 0 || lines.isEmpty()) {
        throw PortException.precondition(
            "tried to make node images with " + script + " but it ended with " + code,
            "see what it said above, or " + OTHERWISE);
      }
      return lines;
    } catch (IOException e) {
      throw PortException.failed(
          "tried to run " + script + " but " + e.getMessage(), "run it by hand to see why", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("making node images");
    }
  }
}
