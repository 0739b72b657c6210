package dev.ekube.oci.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Moves a body into a sink on the client's own threads, one portion asked for after the other, so
 * that memory stays bounded whatever the registry sends. The waiting side notices when nothing
 * moves any more.
 */
final class BodyPump implements Flow.Subscriber<List<ByteBuffer>> {
  private final Sink sink;
  private final AtomicReference<Flow.Subscription> subscription = new AtomicReference<>();
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final AtomicLong portions = new AtomicLong();
  private final Object writing = new Object();
  private boolean closed;

  private BodyPump(Sink sink) {
    this.sink = sink;
  }

  /** The body did not move for too long. */
  static final class StalledException extends IOException {
    private static final long serialVersionUID = 1;

    StalledException(Duration stall) {
      super("nothing arrived for " + stall.toSeconds() + " s");
    }
  }

  /**
   * Returns when the whole body is in the sink. Whatever happens, the sink is never called again
   * after this has returned or thrown.
   */
  static void run(Flow.Publisher<List<ByteBuffer>> body, Sink sink, Duration stall)
      throws IOException, InterruptedException {
    BodyPump pump = new BodyPump(sink);
    body.subscribe(pump);
    try {
      pump.await(stall);
    } finally {
      pump.close();
    }
  }

  /** Lets go of a body that nobody wants; the connection is closed rather than read to its end. */
  static void discard(Flow.Publisher<List<ByteBuffer>> body) {
    BodyPump pump = new BodyPump(bytes -> {});
    body.subscribe(pump);
    pump.close();
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.set(given);
    synchronized (writing) {
      if (closed) {
        given.cancel();
        return;
      }
    }
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> portion) {
    synchronized (writing) {
      if (closed) {
        return;
      }
      try {
        for (ByteBuffer bytes : portion) {
          sink.accept(bytes);
        }
      } catch (IOException | RuntimeException e) {
        closed = true;
        subscription.get().cancel();
        done.completeExceptionally(e);
        return;
      }
    }
    portions.incrementAndGet();
    subscription.get().request(1);
  }

  @Override
  public void onError(Throwable problem) {
    done.completeExceptionally(problem);
  }

  @Override
  public void onComplete() {
    done.complete(null);
  }

  private void await(Duration stall) throws IOException, InterruptedException {
    long seen = -1;
    while (true) {
      try {
        done.get(stall.toNanos(), TimeUnit.NANOSECONDS);
        return;
      } catch (TimeoutException e) {
        long now = portions.get();
        if (now == seen || (seen < 0 && now == 0)) {
          throw new StalledException(stall);
        }
        seen = now;
      } catch (ExecutionException e) {
        throw Transport.cause(e);
      }
    }
  }

  private void close() {
    synchronized (writing) {
      closed = true;
    }
    Flow.Subscription given = subscription.get();
    if (given != null) {
      given.cancel();
    }
  }
}
