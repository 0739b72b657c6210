package dev.ekube.agent.link;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Trouble;
import dev.ekube.agent.task.Transfer;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.wire.AgentCodec;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Snapshots over the link, in chunks between its messages. */
public final class SnapshotTransfer implements Transfer {
  private final Mailbox mailbox;
  private final ManagerLink.Current current;

  SnapshotTransfer(Mailbox mailbox, ManagerLink.Current current) {
    this.mailbox = mailbox;
    this.current = current;
  }

  @Override
  public void fetch(SnapshotRef snapshot, Path into, Deadline deadline) throws Trouble {
    try (OutputStream out =
        Files.newOutputStream(into, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      mailbox.open();
      Session session = session();
      long at = Files.size(into);
      session.send(json(new AgentMessage.FetchSnapshot(snapshot.id(), at)), deadline);
      expectBeginning(snapshot, at, mailbox.take(deadline));
      while (at < snapshot.bytes()) {
        at += write(mailbox.take(deadline), out, snapshot.bytes() - at);
      }
    } catch (IOException e) {
      throw new Trouble("tried to write " + into, e);
    } finally {
      mailbox.close();
    }
  }

  private static void expectBeginning(SnapshotRef snapshot, long at, Mailbox.Mail mail)
      throws Trouble {
    switch (mail) {
      case Mailbox.Mail.Said(ManagerMessage.SnapshotBegin begin) -> {
        if (!begin.id().equals(snapshot.id())
            || begin.offset() != at
            || begin.bytes() != snapshot.bytes()) {
          throw new Trouble("the manager offers another snapshot than it ordered");
        }
      }
      case Mailbox.Mail.Said(ManagerMessage.SnapshotRefused refused) ->
          throw new Trouble("the manager does not send the snapshot: " + refused.why());
      case Mailbox.Mail.Said said -> throw new Trouble("the manager answered something else");
      case Mailbox.Mail.Chunk chunk -> throw new Trouble("the manager answered something else");
      case Mailbox.Mail.Ended ended -> throw new Trouble(ended.why());
    }
  }

  private static long write(Mailbox.Mail mail, OutputStream out, long left)
      throws IOException, Trouble {
    return switch (mail) {
      case Mailbox.Mail.Chunk(var bytes) -> {
        if (bytes.size() > left) {
          throw new Trouble("the manager sends more than the snapshot");
        }
        out.write(bytes.toArray());
        yield bytes.size();
      }
      case Mailbox.Mail.Said said -> throw new Trouble("the manager broke off");
      case Mailbox.Mail.Ended ended -> throw new Trouble(ended.why());
    };
  }

  @Override
  public void send(Export export, Deadline deadline) throws Trouble {
    mailbox.open();
    Session session = session();
    try (InputStream in = Files.newInputStream(export.file())) {
      session.send(
          json(
              new AgentMessage.ExportBegin(
                  export.epoch(),
                  export.bytes(),
                  export.sha256(),
                  export.revision(),
                  export.index())),
          deadline);
      for (byte[] chunk = in.readNBytes(Frame.CHUNK);
          chunk.length > 0;
          chunk = in.readNBytes(Frame.CHUNK)) {
        session.send(Frame.blob(chunk), deadline);
      }
      session.send(json(new AgentMessage.ExportEnd(export.epoch())), deadline);
      expectKept(export, mailbox.take(deadline));
    } catch (IOException e) {
      session.send(new AgentMessage.ExportCut(export.epoch(), Trouble.reason(e)));
      throw new Trouble("tried to read " + export.file(), e);
    } catch (Trouble e) {
      session.send(new AgentMessage.ExportCut(export.epoch(), e.getMessage()));
      throw e;
    } finally {
      mailbox.close();
    }
  }

  private static void expectKept(Export export, Mailbox.Mail mail) throws Trouble {
    switch (mail) {
      case Mailbox.Mail.Said(ManagerMessage.ExportKept kept)
          when kept.epoch() == export.epoch() -> {
        // That is the good answer.
      }
      case Mailbox.Mail.Said(ManagerMessage.ExportRefused refused) ->
          throw new Trouble("the manager did not take the export: " + refused.why());
      case Mailbox.Mail.Said said -> throw new Trouble("the manager answered something else");
      case Mailbox.Mail.Chunk chunk -> throw new Trouble("the manager answered something else");
      case Mailbox.Mail.Ended ended -> throw new Trouble(ended.why());
    }
  }

  private Session session() throws Trouble {
    return current.get().orElseThrow(() -> new Trouble("there is no connection to the manager"));
  }

  private static Frame json(AgentMessage message) {
    return Frame.json(AgentCodec.write(message));
  }
}
