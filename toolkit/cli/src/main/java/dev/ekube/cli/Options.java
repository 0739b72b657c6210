package dev.ekube.cli;

import picocli.CommandLine.Option;

/** Options of verbs whose result is text or JSON. */
public final class Options extends PlaceOptions {
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

  public boolean json() {
    return output == Format.JSON;
  }
}
