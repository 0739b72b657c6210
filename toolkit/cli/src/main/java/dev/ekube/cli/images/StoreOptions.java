package dev.ekube.cli.images;

import dev.ekube.apply.port.PortException;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.manager.Manager;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where the blobs of container images are kept. */
final class StoreOptions {
  @Option(
      names = "--store",
      paramLabel = "DIR",
      description = {
        "The store, an OCI image layout (default: images in",
        "EKUBE_STATE_DIR, which is /var/lib/ekube)."
      })
  private Optional<Path> store = Optional.empty();

  Path folder(PlaceOptions options) {
    return store.map(Path::toAbsolutePath).orElseGet(() -> usual(options));
  }

  /** The store, made where there is none. */
  BlobStore open(PlaceOptions options) {
    return open(folder(options));
  }

  /** The store of a manager unless an option names another. */
  static Path usual(PlaceOptions options) {
    return Manager.of(options).imageStore();
  }

  static BlobStore open(Path folder) {
    try {
      return BlobStore.open(folder);
    } catch (IOException e) {
      throw PortException.failed(
          "tried to open the store %s but %s".formatted(folder, Trouble.reason(e)),
          "name a folder that you may write with --store",
          e);
    }
  }
}
