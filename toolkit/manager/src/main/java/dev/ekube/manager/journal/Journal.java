package dev.ekube.manager.journal;

import dev.ekube.model.Bytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Entries on disk, in order, that outlive a power cut as soon as {@link #append} has returned. The
 * first entry is the base: what all entries before it added up to. One process at a time holds a
 * journal. Not for use by several threads at once.
 *
 * <p>After a failed write or sync nobody knows what the disk holds, so every later call fails too;
 * only opening it anew tells.
 */
public final class Journal implements Closeable {
  private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path file;
  private final FileChannel lockFile;
  private FileChannel channel;
  private long frames;
  private boolean broken;

  private Journal(Path file, FileChannel lockFile, FileChannel channel, long frames) {
    this.file = file;
    this.lockFile = lockFile;
    this.channel = channel;
    this.frames = frames;
  }

  /**
   * A journal and what it held when it was opened.
   *
   * @param created it was not there before
   * @param base its first entry
   * @param entries all later ones, oldest first
   * @param cut bytes of a write that a crash had cut; they are gone from the file now
   */
  public record Opened(
      Journal journal, boolean created, Bytes base, List<Bytes> entries, long cut) {}

  /**
   * Opens the journal in a directory, and creates it with {@code base} when it is missing.
   *
   * @throws JournalDamage when it holds what no crash explains
   * @throws IOException in words for the operator, when another process holds it as well
   */
  public static Opened open(Path directory, Bytes base) throws IOException {
    FileChannel lockFile = lock(directory.resolve("lock"));
    try {
      Path file = directory.resolve("journal");
      Files.deleteIfExists(aside(file));
      boolean created = !Files.exists(file);
      if (created) {
        write(file, base);
      }
      return read(file, lockFile, created);
    } catch (IOException | RuntimeException e) {
      lockFile.close();
      throw e;
    }
  }

  private static Opened read(Path file, FileChannel lockFile, boolean created) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Scan scan = Scan.of(file, ByteBuffer.wrap(bytes));
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    long cut = bytes.length - scan.end();
    if (cut > 0) {
      channel.truncate(scan.end());
      channel.force(true);
    }
    channel.position(scan.end());
    List<Bytes> entries = scan.entries();
    Journal journal = new Journal(file, lockFile, channel, scan.frames());
    return new Opened(
        journal, created, entries.getFirst(), entries.subList(1, entries.size()), cut);
  }

  /** Writes the entries with one sync; all of them are on disk when it returns. */
  public void append(List<Bytes> entries) throws IOException {
    if (entries.isEmpty()) {
      return;
    }
    check();
    broken = true;
    writeAll(channel, Frame.encode(frames, entries));
    channel.force(true);
    frames++;
    broken = false;
  }

  /** Puts one base in the place of everything so far; a crash leaves the old file or the new. */
  public void compact(Bytes base) throws IOException {
    check();
    broken = true;
    channel.close();
    write(file, base);
    channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.position(channel.size());
    frames = 1;
    broken = false;
  }

  /** The file's length. */
  public long bytes() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
    lockFile.close();
  }

  private void check() throws IOException {
    if (broken) {
      throw new IOException(
          "tried to write the journal "
              + file
              + " but an earlier write failed; next: look for a full or failing disk, then restart"
              + " the service");
    }
  }

  private static void write(Path file, Bytes base) throws IOException {
    Path aside = aside(file);
    Files.deleteIfExists(aside);
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    try (FileChannel channel = FileChannel.open(aside, options, PRIVATE)) {
      writeAll(channel, ByteBuffer.wrap(Scan.MAGIC));
      writeAll(channel, Frame.encode(0, List.of(base)));
      channel.force(true);
    }
    Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Path directory = Optional.ofNullable(file.getParent()).orElseThrow();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static Path aside(Path file) {
    return file.resolveSibling("journal.new");
  }

  private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  private static FileChannel lock(Path file) throws IOException {
    Set<StandardOpenOption> options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE);
    FileChannel channel = FileChannel.open(file, options, PRIVATE);
    if (!isTaken(channel)) {
      return channel;
    }
    channel.close();
    throw new IOException(
        "tried to open the journal in "
            + file.getParent()
            + " but another ekube serve holds it; next: stop the other one");
  }

  private static boolean isTaken(FileChannel channel) throws IOException {
    try {
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      return lock.isEmpty();
    } catch (OverlappingFileLockException e) {
      return true;
    }
  }
}
