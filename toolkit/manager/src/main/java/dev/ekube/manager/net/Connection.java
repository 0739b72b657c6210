package dev.ekube.manager.net;

import dev.ekube.wire.Frame;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocket;

/**
 * One peer. Its own thread reads, another writes what {@link #send} has put into the outbox, so
 * that no peer can make the caller wait. Every phase has a time at which it is due; the listener's
 * sweeper ends a connection that is late by closing the bare socket under TLS, which nothing holds
 * up.
 */
public final class Connection {
  private static final long NEVER = Long.MAX_VALUE;

  private final Socket bare;
  private final Limits limits;
  private final Gate gate;
  private final Outbox outbox;
  private final AtomicBoolean stranger = new AtomicBoolean(true);
  private final AtomicReference<Optional<String>> ending = new AtomicReference<>(Optional.empty());
  private final long openedAt;
  private volatile long readDue;
  private volatile long writeDue = NEVER;

  Connection(Socket bare, Limits limits, Gate gate, long now) {
    this.bare = bare;
    this.limits = limits;
    this.gate = gate;
    this.outbox = new Outbox(limits.queuedBytes());
    this.openedAt = now;
    this.readDue = now + limits.handshake().toNanos();
  }

  /** Queues one message; ends the connection when the peer takes too little. Never waits. */
  public void send(Frame frame) {
    if (!outbox.offer(frame.bytes())) {
      end("it takes too little of what it is sent");
    }
  }

  /** Waits until little is queued, then queues; false when the connection has ended. */
  public boolean sendWhenRoom(Frame frame) throws InterruptedException {
    return outbox.offerWhenRoom(frame.bytes());
  }

  /** From now on the peer is a known node, with a known node's limits. */
  public void befriend() {
    if (stranger.compareAndSet(true, false)) {
      gate.befriend();
    }
  }

  /** Sends what waits, then ends the connection. */
  public void finish(String why) {
    ending.compareAndSet(Optional.empty(), Optional.of(why));
    writeDue = Math.min(writeDue, System.nanoTime() + limits.stall().toNanos());
    outbox.close();
  }

  /** Ends the connection now. */
  public void end(String why) {
    ending.compareAndSet(Optional.empty(), Optional.of(why));
    outbox.discard();
    try {
      bare.close();
    } catch (IOException e) {
      // A socket that cannot be closed is gone already.
      ending.compareAndSet(Optional.empty(), Optional.of(Words.of(e)));
    }
  }

  public InetAddress address() {
    return bare.getInetAddress();
  }

  boolean isStranger() {
    return stranger.get();
  }

  /** Ends it when it is late; nanoseconds. */
  void sweep(long now) {
    if (now - readDue > 0) {
      end("it was silent, or too slow with a message or the handshake");
    } else if (writeDue != NEVER && now - writeDue > 0) {
      end("it took nothing of what it was sent");
    }
  }

  /** Why it has ended. */
  String ending(String otherwise) {
    return ending.get().orElse(otherwise);
  }

  /** Reads until the end; the caller closes. */
  void read(InputStream from, Guest guest) throws IOException, Unwelcome, InterruptedException {
    PushbackInputStream in = new PushbackInputStream(new BufferedInputStream(from, 1 << 14), 1);
    Pace pace = new Pace(limits.messagesPerSecond(), openedAt);
    while (true) {
      if (!isStranger()) {
        readDue = System.nanoTime() + limits.silence().toNanos();
      }
      int first = in.read();
      if (first < 0) {
        return;
      }
      in.unread(first);
      long now = System.nanoTime();
      if (!isStranger()) {
        readDue = now + limits.message().toNanos();
      }
      int most = isStranger() ? limits.strangerBytes() : limits.friendBytes();
      Frame frame = Frame.read(in, most).orElseThrow();
      LockSupport.parkNanos(pace.next(now));
      readDue = NEVER;
      guest.received(frame);
      if (isStranger()) {
        // Its one message is taken; what is left is the answer.
        readDue = System.nanoTime() + limits.handshake().toNanos();
      }
    }
  }

  /** Writes until the outbox is closed; then the peer may read what is under way, and closes. */
  void write(SSLSocket socket) {
    try {
      OutputStream out = socket.getOutputStream();
      Optional<byte[]> message = outbox.take();
      while (message.isPresent()) {
        writeDue = System.nanoTime() + limits.stall().toNanos();
        out.write(message.get());
        out.flush();
        writeDue = NEVER;
        message = outbox.take();
      }
      readDue = System.nanoTime() + limits.linger().toNanos();
      socket.shutdownOutput();
    } catch (IOException e) {
      end(Words.of(e));
    } catch (InterruptedException e) {
      end("the service stops");
    }
  }
}
