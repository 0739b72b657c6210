package dev.ekube.manager.page;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The newest document of one cluster. However many readers wait for it, it is made once a second at
 * most, so that they cost the service no more than one of them does.
 */
final class Feed {
  static final long PACE_MILLIS = 1_000;

  private final Supplier<Optional<String>> source;
  private final LongSupplier millis;
  private Optional<Edition> newest = Optional.empty();
  private long lookedAt;

  /**
   * A document.
   *
   * @param number grows with every change; the first is 1
   */
  record Edition(long number, String text) {}

  /**
   * A feed that has made nothing yet.
   *
   * @param source makes the document; empty while there is nothing to show
   * @param millis the monotonic clock
   */
  Feed(Supplier<Optional<String>> source, LongSupplier millis) {
    this.source = source;
    this.millis = millis;
    this.lookedAt = millis.getAsLong() - PACE_MILLIS;
  }

  /** The newest one; empty while there is none. */
  synchronized Optional<Edition> now() {
    long now = millis.getAsLong();
    if (now - lookedAt >= PACE_MILLIS) {
      lookedAt = now;
      source.get().ifPresent(this::take);
    }
    return newest;
  }

  private void take(String text) {
    if (newest.filter(edition -> edition.text().equals(text)).isEmpty()) {
      newest = Optional.of(new Edition(newest.map(Edition::number).orElse(0L) + 1, text));
    }
  }

  /** Waits for one that is newer than {@code seen}; empty when there is none after so long. */
  synchronized Optional<Edition> after(long seen, long patience) throws InterruptedException {
    long end = millis.getAsLong() + patience;
    Optional<Edition> found = now().filter(edition -> edition.number() > seen);
    while (found.isEmpty() && millis.getAsLong() < end) {
      TimeUnit.MILLISECONDS.timedWait(this, PACE_MILLIS / 2);
      found = now().filter(edition -> edition.number() > seen);
    }
    return found;
  }
}
