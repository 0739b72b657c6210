package dev.ekube.machine;

import java.util.Optional;

/** What a control node finds where etcd keeps its data. */
public sealed interface Data {

  /** No data directory, or an empty one. A worker's data is always this. */
  record Empty() implements Data {}

  /**
   * A member's data of one epoch.
   *
   * @param member the id in its write-ahead log; absent while nothing has been written
   * @param end the log's end; known exactly when etcd is stopped, absent while it may run
   */
  record Holds(int epoch, Optional<MemberId> member, Optional<Position> end) implements Data {
    /** Whether a member of that epoch has written anything; a mark alone is no data. */
    public boolean isOf(int wanted) {
      return epoch == wanted && member.isPresent();
    }
  }

  /** etcd was started in this very boot, yet its data is not there any more. */
  record Vanished(int epoch) implements Data {}

  /** Something is there that cannot be read. */
  record Damaged(String why) implements Data {}

  /** The epoch of the data; 0 when there is none. */
  default int epochHeld() {
    return switch (this) {
      case Empty e -> 0;
      case Holds holds -> holds.epoch();
      case Vanished v -> 0;
      case Damaged d -> 0;
    };
  }
}
