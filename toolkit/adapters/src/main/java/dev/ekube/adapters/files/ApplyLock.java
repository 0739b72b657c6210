package dev.ekube.adapters.files;

import dev.ekube.adapters.Reason;
import dev.ekube.apply.port.PortException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * At most one apply at a time on a manager, whichever cluster it is for, because all of them write
 * nodes.conf. The kernel keeps the lock and drops it with the process, so a file that a dead
 * process left is no obstacle; its text only tells a second apply who is at work.
 */
public final class ApplyLock implements AutoCloseable {
  private static final int MAX_TEXT = 4096;

  /** POSIX drops a process's locks when it closes any descriptor of the file, so ask here first. */
  private static final Map<Path, LockHolder> HELD_HERE = new HashMap<>();

  private final Path file;
  private final FileChannel channel;

  private ApplyLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes the lock, or throws a precondition error that names the holder.
   *
   * @param state directory of {@code apply.lock}, made with mode 0700 when it is missing
   */
  public static ApplyLock take(Path state, LockHolder self) {
    Path file = state.toAbsolutePath().normalize().resolve("apply.lock");
    synchronized (HELD_HERE) {
      if (HELD_HERE.containsKey(file)) {
        throw busy(file, HELD_HERE.get(file).toString());
      }
      try {
        ApplyLock lock = open(file, self);
        HELD_HERE.put(file, self);
        return lock;
      } catch (IOException e) {
        throw PortException.failed(
            "tried to lock " + file + " but " + Reason.of(e),
            Reason.next(e, file, "see to the state directory, or name another: EKUBE_STATE_DIR=…"),
            e);
      }
    }
  }

  private static ApplyLock open(Path file, LockHolder self) throws IOException {
    Durable.ensurePrivateDirectory(file.getParent());
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Optional<FileLock> lock = Optional.ofNullable(channel.tryLock());
      if (lock.isEmpty()) {
        throw busy(file, text(channel));
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((self + "\n").getBytes(StandardCharsets.UTF_8)), 0);
      return new ApplyLock(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Gives the lock back. The file stays: removing it could take it from under a new holder. */
  @Override
  public void close() {
    synchronized (HELD_HERE) {
      HELD_HERE.remove(file);
      try {
        channel.truncate(0);
        channel.close();
      } catch (IOException e) {
        throw PortException.failed(
            "tried to give back " + file + " but " + Reason.of(e),
            Reason.next(e, file, "look at the disk: dmesg"),
            e);
      }
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MAX_TEXT);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8).strip();
    return text.isEmpty() ? "another ekube" : text.replaceAll("\\p{Cntrl}", "?");
  }

  private static PortException busy(Path file, String holder) {
    return PortException.precondition(
        "tried to lock " + file + " but it is held by " + holder,
        "wait until that run has ended, then run the command again");
  }
}
