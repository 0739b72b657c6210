package dev.ekube.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Parameters;

/** The file that most verbs work on. */
public final class ClusterArgument {
  @Parameters(
      arity = "0..1",
      paramLabel = "FILE",
      description = "The cluster (default: ./cluster.yaml).")
  private Optional<Path> file = Optional.empty();

  /** As if that file had been named. */
  public static ClusterArgument of(Path file) {
    ClusterArgument argument = new ClusterArgument();
    argument.file = Optional.of(file);
    return argument;
  }

  public Path file() {
    return file.orElse(Path.of("cluster.yaml"));
  }

  /** True when the person wrote it, false when the default stands. */
  public boolean isNamed() {
    return file.isPresent();
  }
}
