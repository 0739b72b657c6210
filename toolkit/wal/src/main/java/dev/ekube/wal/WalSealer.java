package dev.ekube.wal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Seals the log of a stopped member: appends a state that counts every entry as committed.
 *
 * <p>{@code etcd --force-new-cluster} discards entries above the commit index that the log states
 * (etcd 3.5, etcdserver/raft.go, restartAsStandaloneNode), although a lost quorum may have
 * acknowledged them: a follower learns that an entry is committed only with a later message. When
 * the rest of the cluster is gone for good, keeping those entries is right. It is never right while
 * another member may live.
 *
 * <p>Sealing twice writes once. Cut at any byte, it leaves a log that reads as before or as sealed.
 */
public final class WalSealer {
  private WalSealer() {}

  /** Seals the folder {@code member/wal} of an etcd data directory; it is on disk on return. */
  public static Sealing seal(Path folder) {
    try {
      List<Path> files = WalReader.files(folder);
      if (files.isEmpty()) {
        return new Sealing.Refused("no log in " + folder);
      }
      // Read before the lock is taken: closing a file gives up every lock that a process has on it.
      Scan.Done found = WalReader.scan(files);
      try (FileChannel channel =
              FileChannel.open(files.getLast(), StandardOpenOption.READ, StandardOpenOption.WRITE);
          FileLock lock = channel.tryLock()) {
        // etcd holds a lock on its files for as long as it runs.
        return lock == null
            ? new Sealing.Refused("tried to seal " + folder + " but etcd is running on it")
            : seal(found, files, channel);
      }
    } catch (OverlappingFileLockException e) {
      return new Sealing.Refused("tried to seal " + folder + " but it is being sealed already");
    } catch (Scan.Broken e) {
      return new Sealing.Refused(e.getMessage());
    } catch (IOException e) {
      return new Sealing.Refused("tried to seal " + folder + " but " + e);
    }
  }

  private static Sealing seal(Scan.Done found, List<Path> files, FileChannel channel)
      throws IOException, Scan.Broken {
    HardState before = found.wal().state();
    if (!found.wal().hasTail()) {
      return new Sealing.Unneeded(found.wal());
    }
    HardState sealed = before.sealing(found.wal().last());
    // What follows is zeros or a torn record; etcd clears both before it writes on.
    channel.truncate(found.end());
    channel.position(found.end());
    ByteBuffer frame = ByteBuffer.wrap(frame(sealed, found.crc()));
    while (frame.hasRemaining()) {
      channel.write(frame);
    }
    channel.force(true);
    Wal now = WalReader.scan(files).wal();
    return now.state().equals(sealed) && !now.hasTail()
        ? new Sealing.Sealed(before, now)
        : new Sealing.Refused("the log does not read as it was written: " + now);
  }

  /** The record of a state as etcd would append it behind records of that checksum. */
  static byte[] frame(HardState state, int crcBefore) {
    byte[] data = Message.ofNumbers(state.term(), state.vote(), state.commit());
    RollingCrc crc = new RollingCrc();
    crc.restart(crcBefore);
    crc.update(ByteBuffer.wrap(data));
    byte[] head = Message.ofNumbers(WalRecord.STATE, Integer.toUnsignedLong(crc.value()));
    byte[] record = Message.withBytes(head, 3, data);
    int padding = -record.length & 7;
    long length = record.length | (padding == 0 ? 0 : (0x80L | padding) << 56);
    return ByteBuffer.allocate(8 + record.length + padding)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(length)
        .put(record)
        .array();
  }
}
