package dev.ekube.cli.packages;

import dev.ekube.image.ImageException;
import dev.ekube.model.Cluster;
import dev.ekube.model.node.BaseSource;
import dev.ekube.rootfs.base.Bases;
import dev.ekube.rootfs.base.Folder;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The root file system that node images are built upon. */
public final class BaseTree {
  private BaseTree() {}

  /**
   * Reads it.
   *
   * @param beside the folder of cluster.yaml
   * @param cache where layers are kept unpacked
   */
  public static Tree read(Cluster cluster, Path beside, Path cache) throws IOException {
    Unpacked unpacked = new Unpacked(cache.resolve("layers"));
    Bases bases = new Bases(unpacked, cluster.images().architecture().toString());
    return switch (cluster.images().base()) {
      case BaseSource.Local local -> {
        Path path = beside.resolve(local.path());
        yield switch (local.kind()) {
          case DOCKER_ARCHIVE -> bases.dockerArchive(path);
          case OCI -> bases.ociLayout(path);
          case TAR -> bases.tar(path);
          case DIR -> new Folder(path, OptionalLong.empty()).tree();
        };
      }
      case BaseSource.Registry registry ->
          throw ImageException.tried(
              "read the base " + registry.text(),
              "bases of registries are not fetched yet",
              "save it to a file and say images: {base: {from: \"docker-archive:FILE\"}}");
    };
  }
}
