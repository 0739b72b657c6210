package dev.ekube.sandbox;

import dev.ekube.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/** What goes into one image: paths in order, written as cpio (newc) with its gzip form. */
final class ImageTree {
  /**
   * One entry.
   *
   * @param mode as the kernel has it, kind of file included
   * @param content of a link: its target; of a directory: nothing
   * @param seconds time of the last change
   */
  record Item(long mode, Bytes content, long seconds) {
    boolean isFile() {
      return (mode & CpioConstants.S_IFMT) == CpioConstants.C_ISREG;
    }

    boolean isDirectory() {
      return (mode & CpioConstants.S_IFMT) == CpioConstants.C_ISDIR;
    }
  }

  private final SortedMap<String, Item> items = new TreeMap<>();

  SortedMap<String, Item> items() {
    return Collections.unmodifiableSortedMap(items);
  }

  /** A directory that is there stays; a file that is written over keeps the mode that it has. */
  void put(String path, Item item) {
    if (item.isDirectory()) {
      items.putIfAbsent(path, item);
    } else {
      Item old = items.getOrDefault(path, item);
      items.put(
          path,
          item.isFile() && old.isFile()
              ? new Item(old.mode(), item.content(), item.seconds())
              : item);
    }
  }

  /** Writes a rendered template, with the mode of its source. */
  void write(String path, String text, long mode, boolean backup) {
    Item old = items.get(path);
    if (old != null && backup) {
      items.putIfAbsent(path + ".wwbackup", old);
    }
    put(path, new Item(mode, Bytes.ofUtf8(text), Instant.now().getEpochSecond()));
  }

  private static Item read(Path source) throws IOException {
    Map<String, Object> all =
        Files.readAttributes(source, "unix:mode,lastModifiedTime", LinkOption.NOFOLLOW_LINKS);
    long mode = (Integer) all.get("mode");
    long seconds = ((FileTime) all.get("lastModifiedTime")).toInstant().getEpochSecond();
    if (Files.isSymbolicLink(source)) {
      return new Item(mode, Bytes.ofUtf8(Files.readSymbolicLink(source).toString()), seconds);
    }
    byte[] content = Files.isDirectory(source) ? new byte[0] : Files.readAllBytes(source);
    return new Item(mode, Bytes.of(content), seconds);
  }

  /** Everything below a directory. */
  static ImageTree of(Path root) throws IOException {
    ImageTree tree = new ImageTree();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path path : walk.filter(p -> !p.equals(root)).sorted().toList()) {
        tree.items.put(root.relativize(path).toString(), read(path));
      }
    }
    return tree;
  }

  /** Writes image and gzip form in place, as wwctl does: a cut leaves part of them. */
  void pack(Path image) throws IOException {
    Path gzip = image.resolveSibling(image.getFileName() + ".gz");
    Files.createDirectories(image.getParent());
    Files.deleteIfExists(gzip);
    byte[] archive = archive();
    Files.write(image, archive);
    try (OutputStream out = new FastGzip(Files.newOutputStream(gzip))) {
      out.write(archive);
    }
    // The clock of a file system ticks coarsely; two packings must never look like one.
    FileTime now = FileTime.from(Instant.now());
    Files.setLastModifiedTime(image, now);
    Files.setLastModifiedTime(gzip, now);
  }

  private byte[] archive() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (CpioArchiveOutputStream cpio =
        new CpioArchiveOutputStream(bytes, CpioConstants.FORMAT_NEW)) {
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
    return bytes.toByteArray();
  }

  /** A thousand nodes are packed in a test: time counts here, not size. */
  private static final class FastGzip extends GZIPOutputStream {
    FastGzip(OutputStream out) throws IOException {
      super(out);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }
}
