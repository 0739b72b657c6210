package dev.ekube.etcd.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A reply's body as a stream that gives up when nothing arrives for a while, which the stream of
 * the JDK never does. At most one part is held, and the next is asked for once it is read.
 */
final class ReplyStream extends InputStream implements BodySubscriber<ReplyStream> {
  /** What the client's threads hand over: parts, and at last the end or a failure. */
  private sealed interface Event {
    record Parts(List<ByteBuffer> parts) implements Event {}

    record Failure(Throwable cause) implements Event {}

    record End() implements Event {}
  }

  private final Duration stall;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
  private List<ByteBuffer> parts = List.of();
  private int part;
  private boolean ended;

  ReplyStream(Duration stall) {
    this.stall = stall;
  }

  @Override
  public CompletionStage<ReplyStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    subscribed.complete(subscription);
    subscription.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> next) {
    events.add(new Event.Parts(next));
  }

  @Override
  public void onError(Throwable failure) {
    events.add(new Event.Failure(failure));
  }

  @Override
  public void onComplete() {
    events.add(new Event.End());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    while (!ended) {
      while (part < parts.size()) {
        ByteBuffer from = parts.get(part);
        if (from.hasRemaining()) {
          int count = Math.min(length, from.remaining());
          from.get(into, offset, count);
          return count;
        }
        part++;
      }
      await();
    }
    return -1;
  }

  private void await() throws IOException {
    if (!parts.isEmpty()) {
      subscribed.join().request(1);
      parts = List.of();
    }
    try {
      switch (events.poll(stall.toNanos(), TimeUnit.NANOSECONDS)) {
        case null -> throw new IOException("nothing arrived for " + stall.toMillis() + " ms");
        case Event.Parts(List<ByteBuffer> next) -> {
          parts = next;
          part = 0;
        }
        case Event.Failure(Throwable cause) -> throw new IOException(cause.getMessage(), cause);
        case Event.End() -> ended = true;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the next part");
    }
  }

  /** Breaks the reply off when it has not ended. */
  @Override
  public void close() {
    if (subscribed.isDone()) {
      subscribed.join().cancel();
    }
  }
}
