package dev.ekube.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of every verb that works on a manager. */
public class PlaceOptions {
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
  public static PlaceOptions in(Path sandbox) {
    PlaceOptions options = new PlaceOptions();
    options.sandbox = Optional.ofNullable(sandbox);
    return options;
  }

  public final Optional<Path> sandbox() {
    return sandbox.map(Path::toAbsolutePath);
  }

  /** The terminal as these options want it. */
  public final Terminal on(Terminal terminal) {
    return noColor ? terminal.withoutColour() : terminal;
  }
}
