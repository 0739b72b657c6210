package dev.ekube.manager.cluster;

import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.manager.ledger.LedgerStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * The one thread that asks the arbiter. Events that wait are stepped together and what they append
 * is synced once; only then is anything else of theirs begun, in order (rule R1). A crash between
 * the two leaves entries whose effects were cut, which the arbiter makes good after its restart
 * (rule R9).
 */
public final class Driver {
  private static final int BATCH = 256;
  private static final int WAITING = 10_000;
  private static final long PATIENCE_MILLIS = 5_000;

  private final BlockingQueue<Posted> queue = new LinkedBlockingQueue<>();
  private final Semaphore room = new Semaphore(WAITING);
  private final Brain brain;
  private final LedgerStore store;
  private final Hands hands;
  private final LongSupplier millis;
  private final Runnable stepped;
  private final Thread thread;
  private Optional<Long> timer = Optional.empty();
  private volatile boolean stopped;

  /** An event without its time; none only wakes the thread. Counted ones have taken a place. */
  private record Posted(Optional<LongFunction<ArbiterEvent>> event, boolean counted) {}

  /**
   * A driver that has not begun.
   *
   * @param millis the monotonic clock
   * @param stepped called after every batch, on the driver's thread
   * @param died called when the driver cannot go on; the disk may not be written any more
   */
  Driver(
      Brain brain,
      LedgerStore store,
      Hands hands,
      LongSupplier millis,
      Runnable stepped,
      Consumer<Throwable> died) {
    this.brain = brain;
    this.store = store;
    this.hands = hands;
    this.millis = millis;
    this.stepped = stepped;
    this.thread = Thread.ofPlatform().name("arbiter").unstarted(() -> live(died));
  }

  void start() {
    thread.start();
  }

  /** Answers and other events of the service itself: always taken. */
  void post(LongFunction<ArbiterEvent> event) {
    queue.add(new Posted(Optional.of(event), false));
  }

  /** A place for an event from outside; waits for one, and is false when there is none in time. */
  boolean reserve() throws InterruptedException {
    return room.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** An event for which a place was reserved. */
  void postReserved(LongFunction<ArbiterEvent> event) {
    queue.add(new Posted(Optional.of(event), true));
  }

  int waiting() {
    return queue.size();
  }

  /** Finishes the batch at hand and stops. */
  void stop() {
    stopped = true;
    // Not by interruption, which would close the journal in the middle of a write.
    queue.add(new Posted(Optional.empty(), false));
  }

  /** Waits until the thread has ended, at most so long. */
  void join(long atMost) throws InterruptedException {
    thread.join(atMost);
  }

  private void live(Consumer<Throwable> died) {
    try {
      perform(brain.begin(millis.getAsLong()));
      while (!stopped) {
        perform(step(next()));
        store.compactWhenLong(brain.ledger());
        stepped.run();
      }
    } catch (IOException | InterruptedException | RuntimeException e) {
      died.accept(e);
    }
  }

  /** Waits for events or the timer; empty when the timer has run out. */
  private List<Posted> next() throws InterruptedException {
    List<Posted> batch = new ArrayList<>();
    Optional<Posted> first;
    if (timer.isPresent()) {
      long left = Math.max(0, timer.get() - millis.getAsLong());
      first = Optional.ofNullable(queue.poll(left, TimeUnit.MILLISECONDS));
    } else {
      first = Optional.of(queue.take());
    }
    first.ifPresent(batch::add);
    queue.drainTo(batch, BATCH);
    return batch;
  }

  private List<ArbiterEffect> step(List<Posted> batch) {
    List<ArbiterEffect> effects = new ArrayList<>();
    for (Posted posted : batch) {
      if (posted.counted()) {
        room.release();
      }
      posted.event().ifPresent(e -> effects.addAll(brain.step(e.apply(millis.getAsLong()))));
    }
    long now = millis.getAsLong();
    if (timer.isPresent() && timer.get() <= now) {
      timer = Optional.empty();
      effects.addAll(brain.step(new ArbiterEvent.Ticked(now)));
    }
    return effects;
  }

  private void perform(List<ArbiterEffect> effects) throws IOException {
    List<LedgerEntry> entries = new ArrayList<>();
    for (ArbiterEffect effect : effects) {
      if (effect instanceof ArbiterEffect.Append append) {
        entries.add(append.entry());
      }
    }
    store.append(entries);
    for (ArbiterEffect effect : effects) {
      switch (effect) {
        case ArbiterEffect.Append append -> {
          // On disk already.
        }
        case ArbiterEffect.SetTimer set -> timer = Optional.of(set.at());
        default -> hands.perform(effect);
      }
    }
  }
}
