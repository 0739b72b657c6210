package dev.ekube.manager.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What waits to be sent to one peer. Safe for use by several threads. */
final class Outbox {
  private final Deque<byte[]> messages = new ArrayDeque<>();
  private final long limit;
  private long bytes;
  private boolean closed;

  Outbox(long limit) {
    this.limit = limit;
  }

  /** False when there is no room: the peer takes too little of what it is sent. */
  synchronized boolean offer(byte[] message) {
    if (closed) {
      return true;
    }
    if (!messages.isEmpty() && bytes + message.length > limit) {
      return false;
    }
    messages.add(message);
    bytes += message.length;
    notifyAll();
    return true;
  }

  /** Waits until less than one message's worth is queued; false when the box is closed. */
  synchronized boolean offerWhenRoom(byte[] message) throws InterruptedException {
    while (!closed && bytes > 1 << 20) {
      wait();
    }
    return !closed && offer(message);
  }

  /** The next message; waits for one, and is empty when the box is closed and drained. */
  synchronized Optional<byte[]> take() throws InterruptedException {
    while (messages.isEmpty() && !closed) {
      wait();
    }
    Optional<byte[]> message = Optional.ofNullable(messages.poll());
    message.ifPresent(taken -> bytes -= taken.length);
    notifyAll();
    return message;
  }

  /** Nothing more is taken in; what waits is still handed out. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Nothing is handed out any more either. */
  synchronized void discard() {
    messages.clear();
    close();
  }
}
