package dev.ekube.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Which of the service's clusters is meant. */
public final class ServiceOptions {
  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "The cluster, when the service has more than one.")
  private Optional<String> cluster = Optional.empty();

  /** The name, or nothing: the service's only cluster. */
  public String cluster() {
    return cluster.orElse("");
  }
}
