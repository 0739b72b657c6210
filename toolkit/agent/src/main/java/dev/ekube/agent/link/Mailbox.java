package dev.ekube.agent.link;

import dev.ekube.agent.port.Deadline;
import dev.ekube.agent.port.Trouble;
import dev.ekube.model.Bytes;
import dev.ekube.wire.ManagerMessage;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** What the link's reader hands to the transfer that is under way. */
final class Mailbox {
  private static final long PATIENCE = 10;

  /** A piece of a transfer. */
  sealed interface Mail {
    record Chunk(Bytes bytes) implements Mail {}

    record Said(ManagerMessage message) implements Mail {}

    record Ended(String why) implements Mail {}
  }

  private final BlockingQueue<Mail> queue = new ArrayBlockingQueue<>(8);
  private volatile boolean wanted;

  /** A transfer begins; what an earlier one has left is forgotten. */
  void open() {
    queue.clear();
    wanted = true;
  }

  void close() {
    wanted = false;
    queue.clear();
  }

  /** Gives to the transfer; slowly when it is slow. What nobody waits for is dropped. */
  void put(Mail mail) throws IOException {
    try {
      if (wanted && !queue.offer(mail, PATIENCE, TimeUnit.SECONDS) && wanted) {
        throw new IOException("the node did not take what the manager sent");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the agent ends", e);
    }
  }

  /** The transfer's connection has ended; what is queued already counts no more. */
  void end(String why) {
    if (wanted) {
      queue.clear();
      queue.offer(new Mail.Ended(why));
    }
  }

  /** The next piece. */
  Mail take(Deadline deadline) throws Trouble {
    try {
      while (true) {
        Mail mail = queue.poll(Math.min(100, deadline.left()), TimeUnit.MILLISECONDS);
        if (mail != null) {
          return mail;
        }
        deadline.check("waiting for the manager");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Trouble("waiting for the manager", e);
    }
  }
}
