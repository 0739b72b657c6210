package dev.ekube.image.look;

import dev.ekube.rootfs.base.Bases;
import dev.ekube.rootfs.base.Unpacked;
import dev.ekube.rootfs.tree.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the tar of an image, ekube's own or one that docker, podman or buildah saved. */
public final class BuiltImage {
  private BuiltImage() {}

  /** The root file system in it. */
  public static Tree read(Path file, Path cache) throws IOException {
    Bases bases = new Bases(new Unpacked(cache), "amd64");
    return Files.isDirectory(file) ? bases.ociLayout(file) : bases.dockerArchive(file);
  }
}
