package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.ImageName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Node images as files: root file systems and their packed forms. */
final class NodeImageFiles {
  private final WarewulfInstall install;

  NodeImageFiles(WarewulfInstall install) {
    this.install = install;
  }

  Set<ImageName> all(boolean published) {
    Set<ImageName> found = new TreeSet<>();
    if (Files.isDirectory(install.imageRoots())) {
      try (Stream<Path> directories = Files.list(install.imageRoots())) {
        directories
            .map(directory -> directory.getFileName().toString())
            .filter(ImageName::isValid)
            .map(ImageName::new)
            .filter(image -> Files.isDirectory(install.rootfs(image)))
            .filter(image -> !published || isPublished(image))
            .forEach(found::add);
      } catch (IOException e) {
        throw PortException.failed(
            "tried to list %s but %s".formatted(install.imageRoots(), e),
            "check access: ls -ld " + install.imageRoots(),
            e);
      }
    }
    return found;
  }

  /**
   * Packed since the root file system was last put in place. Only the two directories above it are
   * asked, not every file below, for that takes seconds; an admin who changes single files with
   * {@code wwctl container exec} has Warewulf pack them at once.
   */
  private boolean isPublished(ImageName image) {
    Packed packed = new Packed(install.packed(image));
    Path rootfs = install.rootfs(image);
    Instant changed = later(changed(rootfs), changed(rootfs.getParent()));
    return packed.isWhole() && packed.isSince(changed);
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** The time of the last change of a directory's entries, mode, owner or name. */
  private static Instant changed(Path directory) {
    try {
      return ((FileTime) Files.getAttribute(directory, "unix:ctime")).toInstant();
    } catch (IOException e) {
      return Instant.MAX;
    }
  }
}
