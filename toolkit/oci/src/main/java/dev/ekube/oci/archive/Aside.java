package dev.ekube.oci.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file under a name of its own while it is being written. Its lock tells others that somebody is
 * at work on it, and ends with the process; what a killed process left is deleted by the next.
 */
record Aside(Path file, FileChannel channel, FileLock lock) implements AutoCloseable {

  /** A new one in {@code folder}, between {@code before} and {@code after} a random name. */
  static Aside create(Path folder, String before, String after) throws IOException {
    while (true) {
      Path file = folder.resolve(before + UUID.randomUUID() + after);
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      Aside aside = new Aside(file, channel, channel.lock());
      // Between its making and its lock somebody may have taken it for a dead one.
      if (Files.exists(file)) {
        return aside;
      }
      aside.close();
    }
  }

  /** Deletes what killed processes left under such names. */
  static void clear(Path folder, String before, String after) throws IOException {
    List<Path> left;
    try (Stream<Path> files = Files.list(folder)) {
      left = files.filter(file -> isBetween(file, before, after)).toList();
    }
    for (Path file : left) {
      deleteIfDead(file);
    }
  }

  /** True when nobody was at work on it, so that it is gone now. */
  static boolean deleteIfDead(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock != null && Files.deleteIfExists(file);
    } catch (OverlappingFileLockException | NoSuchFileException e) {
      return false;
    }
  }

  private static boolean isBetween(Path file, String before, String after) {
    String name = file.getFileName().toString();
    return name.startsWith(before)
        && name.endsWith(after)
        && name.length() == before.length() + after.length() + 36;
  }

  /** Deletes the file unless it got another name. */
  @Override
  public void close() throws IOException {
    try (channel) {
      Files.deleteIfExists(file);
    }
  }
}
