package dev.ekube.wal;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Optional;

/** What is gathered while the records of a log go by, in the order of etcd's own reading. */
final class Scan {
  /** etcd keeps five snapshots; of more records than these the older ones cannot matter. */
  private static final int SNAPSHOTS = 64;

  private final Deque<Position> snapshots = new ArrayDeque<>();
  private Optional<ByteBuffer> metadata = Optional.empty();
  private boolean named;
  private HardState state = HardState.EMPTY;
  private Optional<Position> last = Optional.empty();

  /** The log as read, and where and with which checksum its next record would be written. */
  record Done(Wal wal, Path file, long end, int crc) {}

  /** The log cannot be used, for this reason. */
  static final class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    Broken(String why) {
      super(why);
    }
  }

  void beginFile() {
    named = false;
  }

  /**
   * etcd writes the head of a file before it gives the file its name. One without has lost its
   * records to a length that reads as zero, which etcd would take for its end.
   */
  void endFile() throws Broken {
    if (!named) {
      throw new Broken("does not name its member");
    }
  }

  /** Takes in a record of any kind but a checksum. */
  void take(WalRecord record) throws Broken, Message.Malformed {
    if (record.kind() == WalRecord.METADATA) {
      if (metadata.isPresent() && !metadata.get().equals(record.data())) {
        throw new Broken("names two different members");
      }
      metadata = Optional.of(record.data());
      named = true;
      return;
    }
    Message message = Message.read(record.data());
    if (record.kind() == WalRecord.ENTRY) {
      entry(new Position(message.number(2), message.number(3)));
    } else if (record.kind() == WalRecord.STATE) {
      state = new HardState(message.number(1), message.number(2), message.number(3));
    } else if (record.kind() == WalRecord.SNAPSHOT) {
      snapshot(new Position(message.number(2), message.number(1)));
    } else {
      throw new Broken("has a record of an unknown kind, " + record.kind());
    }
  }

  /** An entry of an index that was there already replaces that one and all behind it. */
  private void entry(Position entry) throws Broken {
    if (last.isPresent() && entry.isAfter(last.get().index() + 1)) {
      throw new Broken("lacks the entries between " + last.get() + " and " + entry);
    }
    last = Optional.of(entry);
  }

  /** A snapshot from the leader stands for all entries up to it; an own one changes nothing. */
  private void snapshot(Position snapshot) {
    if (last.isEmpty() || snapshot.isAfter(last.get().index())) {
      last = Optional.of(snapshot);
    }
    snapshots.addLast(snapshot);
    if (snapshots.size() > SNAPSHOTS) {
      snapshots.removeFirst();
    }
  }

  Wal finish(boolean torn) throws Message.Malformed {
    Message ids = Message.read(metadata.orElseThrow());
    Optional<Position> newest =
        snapshots.stream()
            .filter(snapshot -> !snapshot.isAfter(state.commit()))
            .max(Comparator.naturalOrder());
    return new Wal(ids.number(1), ids.number(2), state, last.orElse(Position.START), newest, torn);
  }
}
