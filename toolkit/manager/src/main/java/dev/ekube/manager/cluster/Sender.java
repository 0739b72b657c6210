package dev.ekube.manager.cluster;

import dev.ekube.machine.SnapshotRef;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.net.Connection;
import dev.ekube.manager.net.Words;
import dev.ekube.manager.snapshot.Shelf;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;

/** Sends a snapshot to a node, as fast as the node takes it. */
final class Sender {
  private final Shelf shelf;
  private final Log log;

  Sender(Shelf shelf, Log log) {
    this.shelf = shelf;
    this.log = log;
  }

  /** Sends it all before it returns; {@code known} is what the ledger says of it. */
  void send(AgentMessage.FetchSnapshot wanted, Optional<SnapshotRef> known, Connection to) {
    if (known.isEmpty() || wanted.offset() < 0 || wanted.offset() > known.get().bytes()) {
      refuse(to, wanted.id(), "there is no such snapshot, or it is shorter");
      return;
    }
    SnapshotRef ref = known.get();
    try (InputStream in = Files.newInputStream(shelf.file(ref.id()))) {
      in.skipNBytes(wanted.offset());
      NodeGuest.send(
          to,
          new ManagerMessage.SnapshotBegin(ref.id(), wanted.offset(), ref.bytes(), ref.sha256()));
      byte[] chunk = in.readNBytes(Frame.CHUNK);
      while (chunk.length > 0 && to.sendWhenRoom(Frame.blob(chunk))) {
        chunk = in.readNBytes(Frame.CHUNK);
      }
    } catch (IOException e) {
      log.warn("snapshot cannot be sent", Map.of("id", ref.id(), "why", Words.of(e)));
      refuse(to, wanted.id(), Words.of(e));
    } catch (InterruptedException e) {
      to.end("the service stops");
    }
  }

  private static void refuse(Connection to, String id, String why) {
    NodeGuest.send(to, new ManagerMessage.SnapshotRefused(id, why));
  }
}
