package dev.ekube.sandbox;

import dev.ekube.apply.port.NodeImages;
import dev.ekube.apply.port.PortException;
import dev.ekube.apply.port.Reporter;
import dev.ekube.model.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Makes root file systems that hold one file, which says that they are stand-ins: enough for
 * Warewulf to pack, and nothing that a node could boot.
 */
public final class SandboxNodeImages implements NodeImages {
  private final SandboxRoot root;

  public SandboxNodeImages(SandboxRoot root) {
    this.root = root;
  }

  @Override
  public boolean canBuild() {
    return true;
  }

  @Override
  public void build(List<ImageName> images, Reporter reporter) {
    long done = 0;
    for (ImageName image : images) {
      reporter.progress(done++, images.size(), "stand-in of node image " + image);
      Path target = root.imageRoots().resolve(image.value());
      if (Files.isDirectory(target.resolve("rootfs"))) {
        continue;
      }
      Path aside = root.imageRoots().resolve("." + image + ".new");
      try {
        Files.createDirectories(aside.resolve("rootfs/etc"));
        Files.writeString(
            aside.resolve("rootfs/etc/ekube-sandbox"),
            "A stand-in for node image %s, made by ekube --sandbox. No node can boot it.\n"
                .formatted(image));
        Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw PortException.failed(
            "tried to make the stand-in of node image %s but %s".formatted(image, e),
            "check space and permissions of " + root.folder(),
            e);
      }
    }
    reporter.progress(images.size(), images.size(), "stand-ins of node images");
  }
}
