package dev.ekube.agent.node;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** File work that a cut at any point leaves either undone or done. */
public final class Durable {
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private Durable() {}

  /**
   * Writes a file beside its place, syncs it, and moves it there. A name that begins with a dot is
   * what the kubelet ignores in its manifests' folder.
   *
   * @param mode permission bits, whatever the umask
   */
  public static void write(Path path, byte[] content, int mode) throws IOException {
    Files.createDirectories(folder(path));
    Path aside = path.resolveSibling("." + path.getFileName() + ".ekube");
    Files.deleteIfExists(aside);
    try (FileChannel out =
        FileChannel.open(
            aside,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PRIVATE))) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        out.write(left);
      }
      Files.setPosixFilePermissions(aside, permissions(mode));
      out.force(true);
    }
    move(aside, path);
  }

  public static void write(Path path, String text, int mode) throws IOException {
    write(path, text.getBytes(StandardCharsets.UTF_8), mode);
  }

  /** Makes a symbolic link, over what was there. */
  public static void link(Path path, String target) throws IOException {
    Files.createDirectories(folder(path));
    Path aside = path.resolveSibling("." + path.getFileName() + ".ekube");
    Files.deleteIfExists(aside);
    Files.createSymbolicLink(aside, Path.of(target));
    move(aside, path);
  }

  /** Renames within one file system, and syncs both folders. */
  public static void move(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(folder(to));
    if (!folder(from).equals(folder(to))) {
      sync(folder(from));
    }
  }

  /** Deletes a file when it is there; true when it was. */
  public static boolean delete(Path path) throws IOException {
    boolean was = Files.deleteIfExists(path);
    if (was) {
      sync(folder(path));
    }
    return was;
  }

  /** Deletes a folder and all that is in it, when it is there; follows no links. */
  public static void deleteTree(Path top) throws IOException {
    if (!Files.exists(top)) {
      return;
    }
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes of) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException error)
              throws IOException {
            if (error != null) {
              throw error;
            }
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Makes a folder that nobody else may look into. */
  public static void privateFolder(Path path) throws IOException {
    Files.createDirectories(path);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
  }

  /** The file's text; empty when there is no such file. */
  public static Optional<String> read(Path path) throws IOException {
    try {
      return Optional.of(Files.readString(path));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Makes renames within a folder outlive a loss of power. */
  public static void sync(Path folder) throws IOException {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  static Set<PosixFilePermission> permissions(int mode) {
    Set<PosixFilePermission> set = EnumSet.noneOf(PosixFilePermission.class);
    PosixFilePermission[] fromOwnerRead = PosixFilePermission.values();
    for (int bit = 0; bit < fromOwnerRead.length; bit++) {
      if ((mode & (0400 >> bit)) != 0) {
        set.add(fromOwnerRead[bit]);
      }
    }
    return set;
  }

  private static Path folder(Path path) {
    Path parent = path.getParent();
    return parent == null ? Path.of("") : parent;
  }
}
