package dev.ekube.containerd;

import dev.ekube.rootfs.tree.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Small tars in files, written down as lines. */
public final class Tars {
  private final Path folder;

  public Tars(Path folder) {
    this.folder = folder;
  }

  /** {@code path} is a file that holds its own path, {@code path/=0700} a directory. */
  public Content.Stretch tar(String... lines) throws IOException {
    Path file = Files.createTempFile(folder, "layer", ".tar");
    byte[] bytes = bytes(lines);
    Files.write(file, bytes);
    return new Content.Stretch(file, 0, bytes.length);
  }

  /** The bytes of the same; {@code path->target} is a hard link. */
  public static byte[] bytes(String... lines) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      for (String line : lines) {
        add(tar, line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** The bytes of a tar that holds one program. */
  public static byte[] file(String path, byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
      TarArchiveEntry entry = new TarArchiveEntry(path);
      entry.setMode(0755);
      put(tar, entry, content);
    }
    return out.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String line) throws IOException {
    byte[] content = new byte[0];
    TarArchiveEntry entry;
    if (line.contains("->")) {
      String[] names = line.split("->", 2);
      entry = new TarArchiveEntry(names[0], TarConstants.LF_LINK);
      entry.setLinkName(names[1]);
    } else if (line.contains("=")) {
      String[] parts = line.split("=", 2);
      entry = new TarArchiveEntry(parts[0]);
      entry.setMode(Integer.parseInt(parts[1], 8));
    } else {
      entry = new TarArchiveEntry(line);
      boolean isMark = line.endsWith("/") || line.contains(".wh.");
      content = isMark ? content : line.getBytes(StandardCharsets.UTF_8);
    }
    put(tar, entry, content);
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content)
      throws IOException {
    entry.setSize(content.length);
    entry.setLastModifiedTime(FileTime.fromMillis(0));
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
