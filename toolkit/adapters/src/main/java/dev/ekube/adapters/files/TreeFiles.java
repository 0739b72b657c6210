package dev.ekube.adapters.files;

import dev.ekube.model.Bytes;
import dev.ekube.model.FileTree;
import dev.ekube.model.FileTree.RegularFile;
import dev.ekube.model.FileTree.Symlink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;

/** A FileTree as files below a directory, both ways. Links are written and read, never followed. */
final class TreeFiles {
  /** More than any overlay of ekube holds; past them somebody else filled the directory. */
  private static final int MAX_ENTRIES = 20_000;

  private static final long MAX_BYTES = 512L << 20;
  private static final int MAX_DEPTH = 64;

  /** Implied directories have this mode, which the overlay gives to the node's directories. */
  private static final int DIRECTORY_MODE = 0755;

  private TreeFiles() {}

  /** Writes the tree into a new directory and syncs all of it but the directory's own name. */
  static void write(Path root, FileTree tree) throws IOException {
    Durable.createDirectory(root, DIRECTORY_MODE);
    for (Map.Entry<String, FileTree.Entry> e : tree.entries().entrySet()) {
      Path path = root.resolve(e.getKey());
      createParents(root, path.getParent());
      switch (e.getValue()) {
        case RegularFile f -> Durable.createFile(path, f.content().toArray(), f.mode());
        case Symlink l -> Files.createSymbolicLink(path, Path.of(l.target()));
      }
    }
    Files.walkFileTree(root, new DirectorySyncer());
  }

  private static void createParents(Path root, Path directory) throws IOException {
    if (!directory.equals(root) && !Durable.exists(directory)) {
      createParents(root, directory.getParent());
      Durable.createDirectory(directory, DIRECTORY_MODE);
    }
  }

  /**
   * Reads what stands below a directory. Whatever a FileTree cannot hold becomes a link with words
   * in brackets, which equals nothing that is ever rendered: a directory that is empty or has
   * another mode, a socket, a file of another owner.
   */
  static FileTree read(Path root) throws IOException {
    Reader reader = new Reader(root);
    Files.walkFileTree(root, EnumSet.noneOf(FileVisitOption.class), MAX_DEPTH, reader);
    return reader.tree.build();
  }

  static Symlink stray(String what) {
    return new Symlink("(" + what + ")");
  }

  private static final class DirectorySyncer extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException problem)
        throws IOException {
      if (problem != null) {
        throw problem;
      }
      Durable.sync(directory);
      return FileVisitResult.CONTINUE;
    }
  }

  private static final class Reader extends SimpleFileVisitor<Path> {
    private final Path root;
    private final Object owner;
    private final FileTree.Builder tree = FileTree.builder();
    private int entries;
    private long bytes;

    Reader(Path root) throws IOException {
      this.root = root;
      this.owner = Owner.ofThisProcess();
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      count(directory);
      if (directory.equals(root)) {
        return FileVisitResult.CONTINUE;
      }
      int mode = Durable.mode(directory);
      if (mode != DIRECTORY_MODE) {
        tree.put(name(directory), stray(String.format(Locale.ROOT, "directory, mode %04o", mode)));
      } else if (!Owner.of(directory).equals(owner)) {
        tree.put(name(directory), stray("directory of user " + Owner.of(directory)));
      } else if (Durable.isEmpty(directory)) {
        tree.put(name(directory), stray("empty directory"));
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
      count(path);
      tree.put(name(path), entry(path, attributes));
      return FileVisitResult.CONTINUE;
    }

    private FileTree.Entry entry(Path path, BasicFileAttributes attributes) throws IOException {
      if (!Owner.of(path).equals(owner)) {
        return stray("owned by user " + Owner.of(path));
      }
      if (attributes.isSymbolicLink()) {
        return new Symlink(Files.readSymbolicLink(path).toString());
      }
      if (!attributes.isRegularFile()) {
        return stray("neither file nor link");
      }
      return new RegularFile(content(path), Durable.mode(path));
    }

    private Bytes content(Path path) throws IOException {
      long left = MAX_BYTES - bytes;
      try (InputStream in =
          Files.newInputStream(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        byte[] content = in.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
        bytes += content.length;
        if (bytes > MAX_BYTES) {
          throw new IOException("more than " + MAX_BYTES + " bytes stand below " + root);
        }
        return Bytes.of(content);
      }
    }

    private void count(Path path) throws IOException {
      entries++;
      if (entries > MAX_ENTRIES) {
        throw new IOException("more than " + MAX_ENTRIES + " entries stand below " + root);
      }
      if (root.relativize(path).getNameCount() >= MAX_DEPTH) {
        throw new IOException("directories below " + root + " are nested too deeply");
      }
    }

    private String name(Path path) {
      return root.relativize(path).toString();
    }
  }
}
