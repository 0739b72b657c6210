package dev.ekube.cli;

import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Deployment;
import dev.ekube.cli.manager.Manager;
import dev.ekube.model.ClusterName;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which cluster's history is meant: by its file, or by name when the file is broken or gone. */
public final class HistoryChoice {
  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      defaultValue = "cluster.yaml",
      description = "The cluster (default: ./cluster.yaml).")
  private Path file;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "The cluster's name, when its file is broken or gone.")
  private Optional<String> name = Optional.empty();

  public Path file() {
    return file;
  }

  public ClusterName cluster(Manager manager) {
    return name.map(ClusterName::new)
        .orElseGet(() -> Deployment.of(ClusterFile.read(file, manager)).cluster().name());
  }
}
