package dev.ekube.manager.cluster;

import dev.ekube.machine.SnapshotRef;
import dev.ekube.manager.net.Unwelcome;
import dev.ekube.manager.port.Etcd;
import dev.ekube.manager.snapshot.Shelf;
import dev.ekube.wire.AgentMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A survivor's data on its way to the manager. One connection's thread uses it. */
final class Export {
  /** etcd refuses to grow beyond 8 GiB itself. */
  private static final long MOST = 9L << 30;

  /** Who hears how it went. */
  interface Outcome {
    void kept(SnapshotRef snapshot);

    void refused(String why);
  }

  private final AgentMessage.ExportBegin announced;
  private final Shelf shelf;
  private final Etcd etcd;
  private final Path file;
  private final OutputStream out;
  private final Outcome outcome;
  private long received;

  private Export(
      AgentMessage.ExportBegin announced,
      Shelf shelf,
      Etcd etcd,
      Path file,
      OutputStream out,
      Outcome outcome) {
    this.announced = announced;
    this.shelf = shelf;
    this.etcd = etcd;
    this.file = file;
    this.out = out;
    this.outcome = outcome;
  }

  static Export begin(
      AgentMessage.ExportBegin announced, Shelf shelf, Etcd etcd, Path file, Outcome outcome)
      throws Unwelcome {
    if (announced.bytes() < 0 || announced.bytes() > MOST) {
      throw new Unwelcome("it announces a snapshot of " + announced.bytes() + " bytes");
    }
    try {
      OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW);
      return new Export(announced, shelf, etcd, file, out, outcome);
    } catch (IOException e) {
      throw new Unwelcome("its snapshot has no place: " + e.getMessage());
    }
  }

  void take(byte[] chunk) throws Unwelcome {
    received += chunk.length;
    if (received > announced.bytes()) {
      throw new Unwelcome("its snapshot is longer than announced");
    }
    try {
      out.write(chunk);
    } catch (IOException e) {
      throw new Unwelcome("its snapshot cannot be written: " + e.getMessage());
    }
  }

  /** All of it is here: verify it and keep it. */
  void finish() {
    try {
      out.close();
      if (received != announced.bytes()) {
        throw new IOException(received + " of " + announced.bytes() + " bytes arrived");
      }
      if (!Shelf.sha256(file).equals(announced.sha256())) {
        throw new IOException("its digest is not the one that was announced");
      }
      long revision = etcd.verify(file);
      outcome.kept(shelf.keep(file, announced.epoch(), revision, announced.index()));
    } catch (IOException e) {
      drop(String.valueOf(e.getMessage()));
    }
  }

  /** Forgets what has arrived. */
  void drop(String why) {
    try {
      out.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      outcome.refused("what arrived cannot be deleted: " + e.getMessage());
    }
    outcome.refused(why);
  }
}
