package dev.ekube.lab.engine;

import dev.ekube.model.FileTree;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** A tree as a tar whose files belong to root. */
final class TreeTar {
  private TreeTar() {}

  static byte[] of(FileTree tree) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name())) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      Set<String> folders = new TreeSet<>();
      for (Map.Entry<String, FileTree.Entry> e : tree.entries().entrySet()) {
        parents(tar, e.getKey(), folders);
        put(tar, e.getKey(), e.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** An engine makes parents that the image lacks with modes of its own. */
  private static void parents(TarArchiveOutputStream tar, String path, Set<String> folders)
      throws IOException {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      String folder = path.substring(0, slash + 1);
      if (folders.add(folder)) {
        TarArchiveEntry entry = new TarArchiveEntry(folder);
        entry.setMode(0755);
        end(tar, entry, new byte[0]);
      }
    }
  }

  private static void put(TarArchiveOutputStream tar, String path, FileTree.Entry entry)
      throws IOException {
    switch (entry) {
      case FileTree.RegularFile file -> {
        byte[] content = file.content().toArray();
        TarArchiveEntry header = new TarArchiveEntry(path);
        header.setSize(content.length);
        header.setMode(file.mode());
        end(tar, header, content);
      }
      case FileTree.Symlink link -> {
        TarArchiveEntry header = new TarArchiveEntry(path, TarConstants.LF_SYMLINK);
        header.setLinkName(link.target());
        end(tar, header, new byte[0]);
      }
    }
  }

  private static void end(TarArchiveOutputStream tar, TarArchiveEntry header, byte[] content)
      throws IOException {
    header.setIds(0, 0);
    header.setModTime(0);
    tar.putArchiveEntry(header);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
