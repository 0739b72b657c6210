package dev.ekube.agent.link;

import dev.ekube.agent.node.Identity;
import dev.ekube.agent.node.Pem;
import dev.ekube.agent.port.Machine;
import dev.ekube.agent.port.Trouble;
import dev.ekube.model.Bytes;
import dev.ekube.wire.AgentMessage;
import dev.ekube.wire.Frame;
import dev.ekube.wire.ManagerCodec;
import dev.ekube.wire.ManagerMessage;
import dev.ekube.wire.WireException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/** The link to the manager: enrols when needed, then keeps one connection until it ends. */
public final class ManagerLink {
  private static final long CLOCK_SLACK = 1_000;

  private final Door door;
  private final String name;
  private final Trust trust;
  private final Identity identity;
  private final Machine machine;
  private final Greeting greeting;
  private final Inbox inbox;
  private final AtomicBoolean alive = new AtomicBoolean();
  private final Mailbox mailbox = new Mailbox();
  private volatile Optional<Session> session = Optional.empty();

  /** What the node says of itself when it connects. */
  public interface Greeting {
    /** Asks to be let in; makes keys, so it takes a moment. */
    AgentMessage.Enrol enrol() throws Trouble;

    AgentMessage.Hello hello();
  }

  /**
   * @param name by which the manager knows the cluster, {@code CLUSTER.ekube.internal}
   * @param authority SHA-256 of the certificate of the manager's authority, hexadecimal
   */
  public ManagerLink(
      InetSocketAddress manager,
      String name,
      String authority,
      Identity identity,
      Machine machine,
      Greeting greeting,
      Inbox inbox) {
    this.door = new Door(manager);
    this.name = name;
    this.trust = Trust.inFingerprint(authority, name);
    this.identity = identity;
    this.machine = machine;
    this.greeting = greeting;
    this.inbox = inbox;
  }

  /** Begins to connect; the inbox hears the outcome. */
  public void connect() {
    // One connection at a time: the one that there is will report its end.
    if (alive.compareAndSet(false, true)) {
      Thread thread = new Thread(this::live, "link");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Sends, when there is a connection. */
  public void send(AgentMessage message) {
    session.ifPresent(there -> there.send(message));
  }

  /** Says why the agent ends, when there is a connection; what waits to be sent is left out. */
  public void leave(String why) {
    session.ifPresent(
        there -> {
          try {
            there.write(new AgentMessage.Goodbye(why));
          } catch (IOException e) {
            // The manager sees the end of the connection then.
            there.close();
          }
        });
  }

  /** Ends the connection; the inbox hears of it. */
  public void disconnect() {
    session.ifPresent(Session::close);
  }

  /** For snapshots: one transfer at a time. */
  public SnapshotTransfer transfer() {
    return new SnapshotTransfer(mailbox, () -> session);
  }

  private void live() {
    long retryAfter = 0;
    String why;
    try {
      if (!identity.isComplete(machine.wallClock())) {
        retryAfter = enrol();
      }
      why = retryAfter == 0 ? talk() : "the manager does not let this node in yet";
    } catch (SocketTimeoutException e) {
      why = "the manager at " + door.manager() + " is silent";
    } catch (IOException | GeneralSecurityException e) {
      why = "no connection to the manager at " + door.manager() + ": " + Trouble.reason(e);
    } catch (Trouble e) {
      why = e.getMessage();
    } finally {
      disconnect();
      session = Optional.empty();
    }
    mailbox.end(why);
    alive.set(false);
    inbox.disconnected(why, retryAfter);
  }

  /** Returns 0 when the node was let in, else for how long the manager wants to be left alone. */
  private long enrol() throws IOException, GeneralSecurityException, Trouble {
    try (Session enrolment = open(Tls.context(trust))) {
      takeTime(enrolment.readMessage());
      enrolment.write(greeting.enrol());
      return switch (enrolment.readMessage()) {
        case ManagerMessage.Admitted admitted -> {
          identity.keep(admitted.certificates(), admitted.authorities(), admitted.serviceAccount());
          inbox.received(admitted);
          yield 0;
        }
        case ManagerMessage.Refused refused -> {
          inbox.received(refused);
          yield Math.clamp(refused.retryAfter(), 1, 60_000);
        }
        case ManagerMessage other ->
            throw new WireException("the manager answered with " + name(other));
      };
    }
  }

  /** Returns in words how the connection ended. */
  private String talk() throws IOException, GeneralSecurityException, Trouble {
    OwnKey key =
        new OwnKey(
            Pem.key(identity.read("key", Identity.AGENT).orElseThrow()),
            identity.chain(Identity.AGENT));
    try (Session now = open(Tls.context(trust, key))) {
      takeTime(now.readMessage());
      now.write(greeting.hello());
      now.startWriting();
      session = Optional.of(now);
      inbox.connected();
      for (Optional<Frame> frame = now.read(); frame.isPresent(); frame = now.read()) {
        take(now, frame.orElseThrow());
      }
      return "the manager closed the connection";
    }
  }

  private void take(Session now, Frame frame) throws IOException {
    switch (frame.kind()) {
      case BLOB -> mailbox.put(new Mailbox.Mail.Chunk(Bytes.of(frame.payload())));
      case JSON -> take(now, ManagerCodec.read(frame.payload()));
    }
  }

  private void take(Session now, ManagerMessage message) throws IOException {
    switch (message) {
      case ManagerMessage.Ping ping -> {
        now.send(new AgentMessage.Pong(ping.number(), machine.addresses()));
        inbox.received(ping);
      }
      case ManagerMessage.SnapshotBegin m -> mailbox.put(new Mailbox.Mail.Said(m));
      case ManagerMessage.SnapshotRefused m -> mailbox.put(new Mailbox.Mail.Said(m));
      case ManagerMessage.ExportKept m -> mailbox.put(new Mailbox.Mail.Said(m));
      case ManagerMessage.ExportRefused m -> mailbox.put(new Mailbox.Mail.Said(m));
      case ManagerMessage.Time m -> inbox.received(m);
      case ManagerMessage.Admitted m -> inbox.received(m);
      case ManagerMessage.Refused m -> inbox.received(m);
      case ManagerMessage.Ordered m -> inbox.received(m);
      case ManagerMessage.Refresh m -> inbox.received(m);
      case ManagerMessage.Certificates m -> inbox.received(m);
      case ManagerMessage.AskLogs m -> inbox.received(m);
      case ManagerMessage.Superseded m -> inbox.received(m);
    }
  }

  private Session open(SSLContext context) throws IOException {
    Socket raw = door.open();
    try {
      raw.setSoTimeout(Session.SILENCE);
      return new Session(raw, Tls.over(raw, name, door.manager().getPort(), context));
    } catch (IOException e) {
      raw.close();
      throw e;
    }
  }

  /** The first message of every connection: before anything else the clock is right. */
  private void takeTime(ManagerMessage first) throws IOException, Trouble {
    if (!(first instanceof ManagerMessage.Time time)) {
      throw new WireException("the manager began with " + name(first));
    }
    if (Math.abs(time.wallClock() - machine.wallClock()) > CLOCK_SLACK) {
      machine.setClock(time.wallClock());
    }
  }

  private static String name(ManagerMessage message) {
    return message.getClass().getSimpleName();
  }

  /** The session that stands at the moment of asking. */
  interface Current extends Supplier<Optional<Session>> {}
}
