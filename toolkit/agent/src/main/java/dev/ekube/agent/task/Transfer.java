package dev.ekube.agent.task;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Trouble;
import dev.ekube.machine.SnapshotRef;
import java.nio.file.Path;
import java.util.Optional;

/** Moves snapshots between this node and the manager. */
public interface Transfer {
  /** Fetches a snapshot into a file; goes on where the file ends. The digest is not judged. */
  void fetch(SnapshotRef snapshot, Path into, Deadline deadline) throws Trouble;

  /** Sends an export, and returns when the manager has verified and kept it. */
  void send(Export export, Deadline deadline) throws Trouble;

  /**
   * A snapshot of this node's data.
   *
   * @param index the raft index that it covers
   */
  record Export(
      int epoch, Path file, long bytes, String sha256, Optional<Long> revision, long index) {}
}
