package dev.ekube.etcd.real;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what another process does, with an end. */
public final class Await {
  /** Long enough for a machine that is busy with other builds; a test that works waits less. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long STEP = Duration.ofMillis(20).toNanos();

  private Await() {}

  /** Returns once the condition holds; fails with the words when it does not in time. */
  public static void until(String what, BooleanSupplier condition) {
    value(what, () -> condition.getAsBoolean() ? Optional.of(true) : Optional.empty());
  }

  /** Returns the first value that there is. */
  public static <T> T value(String what, Supplier<Optional<T>> source) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<T> value = source.get();
      if (value.isPresent()) {
        return value.get();
      }
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain: " + what);
      }
      LockSupport.parkNanos(STEP);
    }
  }
}
