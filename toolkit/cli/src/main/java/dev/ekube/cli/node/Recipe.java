package dev.ekube.cli.node;

import dev.ekube.lock.Lock;
import dev.ekube.lock.LockedPackage;
import dev.ekube.model.Cluster;
import dev.ekube.model.node.BaseSource;
import dev.ekube.model.node.NodeBinary;
import dev.ekube.model.node.NodeFile;
import dev.ekube.model.node.NodeImageKind;
import dev.ekube.rootfs.base.Folder;
import dev.ekube.rootfs.tree.Inode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a node image is made of, as one digest, without making it: the same parts give the same
 * image, so an image whose recipe is known need not be built again.
 */
final class Recipe {
  /** Another number when the same parts come to give another image. */
  private static final String METHOD = "layers 1";

  private final FileSums sums;
  private final Path beside;
  private final MessageDigest digest = FileSums.sha256();

  private Recipe(FileSums sums, Path beside) {
    this.sums = sums;
    this.beside = beside;
  }

  /**
   * The digest, in hex.
   *
   * @param beside the folder of cluster.yaml
   * @param grafts what else is put into the image
   */
  static String of(
      NodeImageKind kind,
      Cluster cluster,
      Path beside,
      Lock lock,
      List<Graft> grafts,
      FileSums sums)
      throws IOException {
    Recipe recipe = new Recipe(sums, beside);
    recipe.add(METHOD, kind.word(), cluster.images().architecture().toString());
    recipe.base(cluster.images().base());
    recipe.add("content", cluster.images().content().toString());
    for (NodeFile file : cluster.images().content().files()) {
      if (file.content() instanceof NodeFile.Content.From from) {
        recipe.add("file", from.path(), sums.of(beside.resolve(from.path())));
      }
    }
    for (NodeBinary binary : cluster.images().content().binaries()) {
      recipe.add("binary", binary.toString());
    }
    lock.images().forEach(image -> recipe.add("image", image.toString()));
    for (LockedPackage one : lock.packages()) {
      if (one.image() == NodeImageKind.BASE || one.image() == kind) {
        recipe.add("package", one.nevra(), one.digest().toString(), one.key());
      }
    }
    for (Graft graft : grafts) {
      recipe.add("graft", graft.at(), graft.version());
    }
    return HexFormat.of().formatHex(recipe.digest.digest());
  }

  private void base(BaseSource base) throws IOException {
    add("base", base.text());
    if (base instanceof BaseSource.Local local) {
      Path path = beside.resolve(local.path());
      switch (local.kind()) {
        case TAR, DOCKER_ARCHIVE -> add(sums.of(path));
        // It names all else by digest.
        case OCI -> add(Files.readString(path.resolve("index.json")));
        case DIR -> {
          for (Map.Entry<String, Inode> one :
              new Folder(path, OptionalLong.empty()).tree().all().entrySet()) {
            Inode inode = one.getValue();
            add(
                one.getKey(),
                inode.kind().toString(),
                Integer.toOctalString(inode.mode()),
                inode.uid() + ":" + inode.gid(),
                Long.toString(inode.mtime()));
          }
        }
      }
    }
  }

  private void add(String... words) {
    for (String word : words) {
      byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
      digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
      digest.update(bytes);
    }
  }
}
