package dev.ekube.oci.pull;

import dev.ekube.oci.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The right to fetch one blob: one thread of one process has it. The kernel gives it up when its
 * process dies. Its file is deleted with it, so whoever gets the lock makes sure, by giving the
 * file a size of its own, that it is still the one that others would find.
 */
final class BlobLock implements AutoCloseable {
  /** Sizes to choose from; all but one byte of them is a hole. */
  private static final long MARKS = 1L << 20;

  private static final ConcurrentMap<Path, Semaphore> THREADS = new ConcurrentHashMap<>();

  private final Path file;
  private final Semaphore thread;
  private final FileChannel channel;

  private BlobLock(Path file, Semaphore thread, FileChannel channel) {
    this.file = file;
    this.thread = thread;
    this.channel = channel;
  }

  /** The lock if it is free; with {@code patient}, waits for it until it is. */
  static Optional<BlobLock> take(Path folder, Digest digest, boolean patient)
      throws IOException, InterruptedException {
    Path file = folder.toAbsolutePath().normalize().resolve(digest.hex() + ".lock");
    Semaphore thread = THREADS.computeIfAbsent(file, unused -> new Semaphore(1));
    if (patient) {
      thread.acquire();
    } else if (!thread.tryAcquire()) {
      return Optional.empty();
    }
    boolean kept = false;
    try {
      Optional<FileChannel> channel = locked(file, patient);
      kept = channel.isPresent();
      return channel.map(open -> new BlobLock(file, thread, open));
    } finally {
      if (!kept) {
        thread.release();
      }
    }
  }

  @Override
  public void close() throws IOException {
    try {
      Files.deleteIfExists(file);
    } finally {
      try {
        channel.close();
      } finally {
        thread.release();
      }
    }
  }

  private static Optional<FileChannel> locked(Path file, boolean patient) throws IOException {
    while (true) {
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      boolean kept = false;
      try {
        FileLock lock = patient ? channel.lock() : channel.tryLock();
        if (lock == null) {
          return Optional.empty();
        }
        kept = isCurrent(channel, file);
        if (kept) {
          return Optional.of(channel);
        }
      } finally {
        if (!kept) {
          channel.close();
        }
      }
    }
  }

  /**
   * Told by the file's size, which is asked by name: to open the file a second time and close it
   * would give up this process's lock on it (fcntl(2), POSIX record locks).
   */
  private static boolean isCurrent(FileChannel channel, Path file) throws IOException {
    long mark = 1 + ThreadLocalRandom.current().nextLong(MARKS);
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(new byte[1]), mark - 1);
    try {
      return Files.size(file) == mark;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
