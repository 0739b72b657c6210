package dev.ekube.cli.images;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.ExitCode;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Refusal;
import dev.ekube.cli.Terminal;
import dev.ekube.cli.manager.ClusterFile;
import dev.ekube.cli.manager.Manager;
import dev.ekube.kubeadm.ContainerImages;
import dev.ekube.lock.Lock;
import dev.ekube.model.Cluster;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.Platform;
import dev.ekube.spec.SpecResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A cluster.yaml, where it is to be, and its lock file. */
record LockedSite(Path clusterFile, Cluster cluster, PlaceOptions options, LockFile file) {
  /** A cluster.yaml with errors is a {@link Refusal} with every problem. */
  static LockedSite of(ClusterArgument argument, PlaceOptions options, Terminal terminal) {
    return switch (ClusterFile.read(argument.file(), Manager.of(options))) {
      case SpecResult.Bad bad -> throw new Refusal(bad.problems(), ExitCode.BAD_INPUT);
      case SpecResult.Good good -> {
        good.warnings().forEach(warning -> terminal.err().println(warning));
        yield of(argument.file(), good.cluster(), options);
      }
    };
  }

  static LockedSite of(Path clusterFile, Cluster cluster, PlaceOptions options) {
    LockFile file =
        options
            .sandbox()
            .map(sandbox -> LockFile.in(sandbox, cluster.name()))
            .orElseGet(() -> LockFile.beside(clusterFile));
    return new LockedSite(clusterFile, cluster, options, file);
  }

  /** What cluster.yaml asks for, in the order of the original's list. */
  List<ImageRef> needed() {
    return ContainerImages.of(cluster);
  }

  Platform platform() {
    return new Platform("linux", cluster.images().architecture().toString(), Optional.empty());
  }

  /** The lock, which must hold all that cluster.yaml asks for. */
  Lock lock() {
    Lock lock =
        file.read()
            .map(LockFile.Content::lock)
            .orElseThrow(() -> stale("there is no " + file.path()));
    if (lock.architecture() != cluster.images().architecture()) {
      throw stale("%s is for %s".formatted(file.path(), lock.architecture()));
    }
    List<ImageRef> missing = lock.missing(needed());
    if (!missing.isEmpty()) {
      String others = missing.size() == 1 ? "" : " and " + (missing.size() - 1) + " more";
      throw stale("%s does not hold %s%s".formatted(file.path(), missing.getFirst(), others));
    }
    return lock;
  }

  /** All that is locked. */
  List<LockedImage> images() {
    return lock().images();
  }

  private PortException stale(String reason) {
    return PortException.precondition(
        "tried to find the digests for %s but %s".formatted(clusterFile, reason),
        "ekube lock %s%s"
            .formatted(options.sandbox().map(s -> "--sandbox " + s + " ").orElse(""), clusterFile));
  }
}
