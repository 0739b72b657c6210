package dev.ekube.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that verbs share. */
public final class Options {
  /** How a verb's result is written to stdout. */
  public enum Format {
    TEXT,
    JSON
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "text|json",
      description = "Form of the result on stdout (default: text).")
  private Format output = Format.TEXT;

  @Option(names = "--no-color", description = "No colour, even on a terminal.")
  private boolean noColor;

  @Option(
      names = "--sandbox",
      paramLabel = "DIR",
      description = {
        "Work on a Warewulf that lives in this folder: nothing",
        "outside it is touched and no root is needed."
      })
  private Optional<Path> sandbox = Optional.empty();

  /** The options of a verb that takes none but a sandbox, which may be null. */
  public static Options in(Path sandbox) {
    Options options = new Options();
    options.sandbox = Optional.ofNullable(sandbox);
    return options;
  }

  public boolean json() {
    return output == Format.JSON;
  }

  public Optional<Path> sandbox() {
    return sandbox.map(Path::toAbsolutePath);
  }

  /** The terminal as these options want it. */
  public Terminal on(Terminal terminal) {
    return noColor ? terminal.withoutColour() : terminal;
  }
}
