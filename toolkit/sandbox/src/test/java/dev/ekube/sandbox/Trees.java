package dev.ekube.sandbox;

import dev.ekube.model.Bytes;
import dev.ekube.model.FileTree;
import dev.ekube.model.OverlayName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveInputStream;

/** File trees on disk and in images. */
final class Trees {
  private Trees() {}

  /** Puts overlays where Warewulf looks for them. */
  static void write(SandboxRoot root, Map<OverlayName, FileTree> overlays) throws IOException {
    for (Map.Entry<OverlayName, FileTree> overlay : overlays.entrySet()) {
      write(Wwctls.overlay(root, overlay.getKey().value()), overlay.getValue());
    }
  }

  static void write(Path root, FileTree tree) throws IOException {
    for (Map.Entry<String, FileTree.Entry> e : tree.entries().entrySet()) {
      Path path = root.resolve(e.getKey());
      Files.createDirectories(path.getParent());
      switch (e.getValue()) {
        case FileTree.RegularFile file -> {
          Files.write(path, file.content().toArray());
          Files.setAttribute(path, "unix:mode", file.mode());
        }
        case FileTree.Symlink link -> Files.createSymbolicLink(path, Path.of(link.target()));
      }
    }
  }

  /** The files and links of a cpio image; directories are implied. */
  static FileTree unpack(Path image) throws IOException {
    FileTree.Builder tree = FileTree.builder();
    try (CpioArchiveInputStream cpio = new CpioArchiveInputStream(Files.newInputStream(image))) {
      Optional<CpioArchiveEntry> entry = Optional.ofNullable(cpio.getNextEntry());
      while (entry.isPresent()) {
        CpioArchiveEntry here = entry.get();
        byte[] content = cpio.readAllBytes();
        if (here.isRegularFile()) {
          tree.file(here.getName(), (int) (here.getMode() & 07777), Bytes.of(content));
        } else if (here.isSymbolicLink()) {
          tree.symlink(here.getName(), Bytes.of(content).utf8());
        }
        entry = Optional.ofNullable(cpio.getNextEntry());
      }
    }
    return tree.build();
  }
}
