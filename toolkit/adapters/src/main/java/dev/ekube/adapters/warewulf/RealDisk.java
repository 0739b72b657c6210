package dev.ekube.adapters.warewulf;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** The file systems of this machine. */
final class RealDisk implements Disk {
  private interface Effect {
    void run() throws IOException;
  }

  private static void run(String what, Path path, Effect effect) {
    try {
      effect.run();
    } catch (IOException e) {
      throw PortException.failed(
          "tried to %s %s but %s".formatted(what, path, Reason.of(e)),
          Reason.next(
              e, path, "see to it, then run again: ls -ld " + path.toAbsolutePath().getParent()),
          e);
    }
  }

  @Override
  public void directory(Path directory) {
    run(
        "make directory",
        directory,
        () -> {
          Files.createDirectories(directory.toAbsolutePath().getParent(), attribute(0700));
          if (!Files.isDirectory(directory)) {
            Files.createDirectory(directory, attribute(0700));
          }
        });
  }

  @Override
  public void write(Path file, String text, int mode) {
    run(
        "write",
        file,
        () -> {
          Files.deleteIfExists(file);
          Files.createFile(file, attribute(0600));
          Files.setPosixFilePermissions(file, permissions(mode));
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
              channel.write(bytes);
            }
            channel.force(true);
          }
        });
  }

  @Override
  public void alike(Path file, Path model) {
    run(
        "set owner and mode of",
        file,
        () -> {
          for (String what : new String[] {"unix:gid", "unix:uid"}) {
            if (!Files.getAttribute(file, what).equals(Files.getAttribute(model, what))) {
              Files.setAttribute(file, what, Files.getAttribute(model, what));
            }
          }
          Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(model));
          sync(file, StandardOpenOption.WRITE);
        });
  }

  @Override
  public void rename(Path from, Path to) {
    run(
        "put in place",
        to,
        () -> {
          Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
          sync(to.toAbsolutePath().getParent(), StandardOpenOption.READ);
        });
  }

  @Override
  public void remove(Path path) {
    run(
        "remove",
        path,
        () -> {
          if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.walkFileTree(path, new Removal());
          } else {
            Files.deleteIfExists(path);
          }
        });
  }

  private static void sync(Path path, StandardOpenOption how) throws IOException {
    try (FileChannel channel = FileChannel.open(path, how)) {
      channel.force(true);
    }
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(int mode) {
    return PosixFilePermissions.asFileAttribute(permissions(mode));
  }

  private static Set<PosixFilePermission> permissions(int mode) {
    StringBuilder text = new StringBuilder();
    for (int bit = 8; bit >= 0; bit--) {
      text.append((mode >> bit & 1) == 0 ? '-' : "xwr".charAt(bit % 3));
    }
    return PosixFilePermissions.fromString(text.toString());
  }

  /** Removes a tree from its leaves up; never follows a link. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, IOException failure)
        throws IOException {
      if (failure != null) {
        throw failure;
      }
      Files.delete(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
