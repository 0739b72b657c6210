package dev.ekube.manager.port;

import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.machine.arbiter.EtcdView;
import java.io.IOException;
import java.nio.file.Path;

/** The etcd of one cluster. Calls take as long as they take, with a limit of their own. */
public interface Etcd {

  /** Members and health; what fails is in the view. */
  EtcdView look(int epoch) throws InterruptedException;

  /** Carries one change out, or says that it was refused or that nobody knows. */
  EtcdChange.Outcome change(EtcdChange change) throws InterruptedException;

  /** Writes a snapshot to a file that is not there yet, and verifies it. */
  Snapshot save(int epoch, Path file) throws IOException, InterruptedException;

  /**
   * Verifies a snapshot that a node has sent; {@link IOException} in words when it is broken. Gives
   * the revision in it.
   */
  long verify(Path file) throws IOException;

  /**
   * What a snapshot holds.
   *
   * @param revision etcd's revision in it
   * @param index a raft index that it covers; 0 when unknown
   */
  record Snapshot(long revision, long index) {}
}
