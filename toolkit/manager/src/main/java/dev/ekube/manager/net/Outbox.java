package dev.ekube.manager.net;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent to one peer. Safe for use by several threads.
 *
 * <p>A lock and no monitor: before JDK 24 a virtual thread that waits in a monitor keeps its
 * carrier (JEP 491), and there is one waiting thread per connection.
 */
final class Outbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<byte[]> messages = new ArrayDeque<>();
  private final long limit;
  private long bytes;
  private boolean closed;

  Outbox(long limit) {
    this.limit = limit;
  }

  /** False when there is no room: the peer takes too little of what it is sent. */
  boolean offer(byte[] message) {
    lock.lock();
    try {
      if (closed) {
        return true;
      }
      if (!messages.isEmpty() && bytes + message.length > limit) {
        return false;
      }
      messages.add(message);
      bytes += message.length;
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until less than one message's worth is queued; false when the box is closed. */
  boolean offerWhenRoom(byte[] message) throws InterruptedException {
    lock.lock();
    try {
      while (!closed && bytes > 1 << 20) {
        changed.await();
      }
      return !closed && offer(message);
    } finally {
      lock.unlock();
    }
  }

  /** The next message; waits for one, and is empty when the box is closed and drained. */
  Optional<byte[]> take() throws InterruptedException {
    lock.lock();
    try {
      while (messages.isEmpty() && !closed) {
        changed.await();
      }
      Optional<byte[]> message = Optional.ofNullable(messages.poll());
      message.ifPresent(taken -> bytes -= taken.length);
      changed.signalAll();
      return message;
    } finally {
      lock.unlock();
    }
  }

  /** Nothing more is taken in; what waits is still handed out. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is handed out any more either. */
  void discard() {
    lock.lock();
    try {
      messages.clear();
      close();
    } finally {
      lock.unlock();
    }
  }
}
