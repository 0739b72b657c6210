package dev.ekube.cli.boot;

import dev.ekube.apply.port.PortException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Waits with a deadline and a reason. */
final class Waiting {
  private final Duration limit;
  private final LongSupplier nanos;
  private final Runnable pause;

  /**
   * A way to wait.
   *
   * @param limit of each wait
   * @param nanos a monotonic clock
   * @param pause between two looks
   */
  Waiting(Duration limit, LongSupplier nanos, Runnable pause) {
    this.limit = limit;
    this.nanos = nanos;
    this.pause = pause;
  }

  /** How long each wait may take. */
  Duration limit() {
    return limit;
  }

  <T> T until(String what, String next, Supplier<Optional<T>> look) {
    return until(() -> what, next, look);
  }

  /** The first thing that a look finds; {@code what} is asked when the time is over. */
  <T> T until(Supplier<String> what, String next, Supplier<Optional<T>> look) {
    long end = nanos.getAsLong() + limit.toNanos();
    Optional<T> found = look.get();
    while (found.isEmpty()) {
      if (nanos.getAsLong() > end) {
        throw PortException.failed(
            "waited %d s for %s but it did not come".formatted(limit.toSeconds(), what.get()),
            next);
      }
      pause.run();
      found = look.get();
    }
    return found.get();
  }
}
