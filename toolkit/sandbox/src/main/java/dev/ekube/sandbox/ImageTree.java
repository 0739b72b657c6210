package dev.ekube.sandbox;

import dev.ekube.model.Bytes;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/** What goes into one image: paths in order, written as cpio (newc) with its gzip form. */
final class ImageTree {
  private record Item(long mode, Bytes content, long seconds) {}

  private final SortedMap<String, Item> items = new TreeMap<>();

  /** Takes a file, directory or symbolic link as it stands; a directory that is there stays. */
  void copy(Path source, String path) throws IOException {
    Map<String, Object> all =
        Files.readAttributes(source, "unix:mode,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    long mode = (Integer) all.get("mode");
    long seconds = ((FileTime) all.get("lastModifiedTime")).toInstant().getEpochSecond();
    if (Files.isSymbolicLink(source)) {
      byte[] target = Files.readSymbolicLink(source).toString().getBytes(StandardCharsets.UTF_8);
      items.put(path, new Item(mode, Bytes.of(target), seconds));
    } else if (Files.isDirectory(source)) {
      items.putIfAbsent(path, new Item(mode, Bytes.of(new byte[0]), seconds));
    } else {
      items.put(path, new Item(kept(path, mode), Bytes.of(Files.readAllBytes(source)), seconds));
    }
  }

  /** Writes a rendered template, with the mode of its source. */
  void write(Path source, String path, String text, boolean backup) throws IOException {
    Item old = items.get(path);
    if (old != null && backup) {
      items.putIfAbsent(path + ".wwbackup", old);
    }
    long mode = (Integer) Files.getAttribute(source, "unix:mode");
    Bytes content = Bytes.ofUtf8(text);
    long now = Instant.now().getEpochSecond();
    items.put(path, new Item(kept(path, mode), content, now));
  }

  /** A file that is written over keeps the mode that it has. */
  private long kept(String path, long mode) {
    return Optional.ofNullable(items.get(path)).map(Item::mode).orElse(mode);
  }

  /** Everything below a directory. */
  static ImageTree of(Path root) throws IOException {
    ImageTree tree = new ImageTree();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(p -> !p.equals(root)).sorted().toList()) {
        tree.copy(path, root.relativize(path).toString());
      }
    }
    return tree;
  }

  /** Writes image and gzip form in place, as wwctl does: a cut leaves part of them. */
  void pack(Path image) throws IOException {
    Path gzip = image.resolveSibling(image.getFileName() + ".gz");
    Files.createDirectories(image.getParent());
    Files.deleteIfExists(gzip);
    try (CpioArchiveOutputStream cpio =
        new CpioArchiveOutputStream(
            new BufferedOutputStream(Files.newOutputStream(image)), CpioConstants.FORMAT_NEW)) {
      long inode = 1;
      for (Map.Entry<String, Item> each : items.entrySet()) {
        Item item = each.getValue();
        CpioArchiveEntry entry =
            new CpioArchiveEntry(CpioConstants.FORMAT_NEW, each.getKey(), item.content().size());
        entry.setMode(item.mode());
        entry.setTime(item.seconds());
        entry.setInode(inode++);
        entry.setNumberOfLinks(1);
        cpio.putArchiveEntry(entry);
        cpio.write(item.content().toArray());
        cpio.closeArchiveEntry();
      }
    }
    try (InputStream in = Files.newInputStream(image);
        OutputStream out =
            new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(gzip)))) {
      in.transferTo(out);
    }
    // The clock of a file system ticks coarsely; two packings must never look like one.
    FileTime now = FileTime.from(Instant.now());
    Files.setLastModifiedTime(image, now);
    Files.setLastModifiedTime(gzip, now);
  }
}
