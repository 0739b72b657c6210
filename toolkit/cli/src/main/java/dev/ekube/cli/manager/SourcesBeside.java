package dev.ekube.cli.manager;

import dev.ekube.adapters.files.InputFile;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeName;
import dev.ekube.spec.Sources;
import java.nio.file.Path;
import java.util.SortedMap;

/** What a cluster.yaml on disk refers to: files in its folder, and the manager's nodes.conf. */
record SourcesBeside(Path clusterFile, Manager manager) implements Sources {
  /** Manifests of custom resources run to megabytes; nothing that belongs here is larger. */
  private static final long MAX_BYTES = 16 << 20;

  @Override
  public FileResult file(String path) {
    return switch (InputFile.read(clusterFile.resolveSibling(path), MAX_BYTES)) {
      case InputFile.Content content -> new FileResult.Content(content.bytes());
      case InputFile.Failed why ->
          new FileResult.Unreadable(
              why.reason(),
              // The reader's own hint speaks of cluster.yaml.
              why.id().equals("input-missing")
                  ? "write it, or correct the name; it is looked for in the folder of "
                      + clusterFile
                  : why.hint());
    };
  }

  @Override
  public SortedMap<NodeName, MacAddress> warewulfMacs() {
    return manager.knownMacs();
  }
}
