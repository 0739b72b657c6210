package dev.ekube.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs verbs in this process, in a sandbox of its own, and keeps what they said. */
final class Shell {
  private static final Path EXAMPLES = Path.of(System.getProperty("ekube.root"), "examples");

  private final Path folder;
  private final Path sandbox;

  Shell(Path folder) {
    this.folder = folder;
    this.sandbox = folder.resolve("sandbox");
  }

  /** What one run left behind. */
  record Run(int exitCode, String out, String err) {}

  /** The sandbox's file or folder at a path. */
  Path sandbox(String path) {
    return sandbox.resolve(path);
  }

  /** A copy of an example that a test may edit. */
  Path copyOf(String example) {
    try {
      Path copy = Files.createDirectories(folder.resolve(example));
      for (String name : List.of("cluster.yaml", "workers.txt")) {
        Path from = EXAMPLES.resolve(example).resolve(name);
        if (Files.exists(from)) {
          Files.copy(from, copy.resolve(name));
        }
      }
      return copy.resolve("cluster.yaml");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A terminal whose words nobody reads. */
  static Terminal silent() {
    PrintStream nowhere =
        new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
    return Terminal.ofStreams(new ByteArrayInputStream(new byte[0]), nowhere, nowhere, false);
  }

  /** Runs without anybody to ask. */
  Run run(Object... arguments) {
    return run("", false, arguments);
  }

  /** Runs in the sandbox, without anybody to ask. */
  Run inSandbox(Object... arguments) {
    return run("", false, with(arguments));
  }

  /** Runs in the sandbox with somebody who types. */
  Run typing(String input, Object... arguments) {
    return run(input, true, with(arguments));
  }

  private Object[] with(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--sandbox", sandbox));
    return all.toArray();
  }

  private static Run run(String input, boolean asks, Object... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Terminal terminal =
        Terminal.ofStreams(
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            asks);
    String[] words = new String[arguments.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = arguments[i].toString();
    }
    int code = new Ekube(terminal).run(words);
    return new Run(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
