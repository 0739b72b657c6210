package dev.ekube.oci.serve;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Cuts answers whose clients have stopped reading: an interrupt closes the channel on which their
 * thread waits.
 */
final class StallWatch implements AutoCloseable {
  private final long stall;
  private final Map<Thread, AtomicLong> moved = new ConcurrentHashMap<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> Thread.ofPlatform().daemon().name("registry-stalls").unstarted(work));

  private final ScheduledFuture<?> beat;

  StallWatch(Duration stall) {
    this.stall = stall.toNanos();
    long step = Math.max(1, this.stall / 4);
    this.beat = clock.scheduleWithFixedDelay(this::cut, step, step, TimeUnit.NANOSECONDS);
  }

  /** The calling thread begins an answer. */
  void begin() {
    moved.put(Thread.currentThread(), new AtomicLong(System.nanoTime()));
  }

  /** The calling thread got rid of some bytes. */
  void moved() {
    moved.get(Thread.currentThread()).set(System.nanoTime());
  }

  void end() {
    moved.remove(Thread.currentThread());
    // A cut that came a moment too late must not meet the next request on this connection.
    Thread.interrupted();
  }

  private void cut() {
    long now = System.nanoTime();
    moved.forEach(
        (thread, since) -> {
          if (now - since.get() > stall) {
            thread.interrupt();
          }
        });
  }

  @Override
  public void close() {
    beat.cancel(true);
    clock.shutdownNow();
  }
}
