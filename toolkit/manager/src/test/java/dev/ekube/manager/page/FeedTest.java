package dev.ekube.manager.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FeedTest {
  private final AtomicLong clock = new AtomicLong(5_000);
  private final AtomicReference<Optional<String>> source =
      new AtomicReference<>(Optional.of("{\"a\":1}"));
  private final AtomicInteger made = new AtomicInteger();
  private final Feed feed =
      new Feed(
          () -> {
            made.incrementAndGet();
            return source.get();
          },
          clock::get);

  @Test
  void manyReadersCostNoMoreThanOne() {
    for (int reader = 0; reader < 1_000; reader++) {
      clock.incrementAndGet();
      feed.now();
    }

    assertThat(made.get()).isEqualTo(1);
    clock.addAndGet(Feed.PACE_MILLIS);
    feed.now();
    assertThat(made.get()).isEqualTo(2);
  }

  @Test
  void whatDidNotChangeIsNoNewEdition() throws InterruptedException {
    assertThat(feed.now().orElseThrow().number()).isEqualTo(1);
    clock.addAndGet(Feed.PACE_MILLIS);

    assertThat(feed.after(1, 0)).isEmpty();

    source.set(Optional.of("{\"a\":2}"));
    clock.addAndGet(Feed.PACE_MILLIS);
    assertThat(feed.after(1, 0)).contains(new Feed.Edition(2, "{\"a\":2}"));
  }

  @Test
  void aReaderWhoSawNothingGetsTheNewestAtOnce() throws InterruptedException {
    feed.now();

    assertThat(feed.after(0, 0)).contains(new Feed.Edition(1, "{\"a\":1}"));
  }

  @Test
  void aServiceThatStillStartsHasNothingToShow() throws InterruptedException {
    source.set(Optional.empty());

    assertThat(feed.now()).isEmpty();
    assertThat(feed.after(0, 0)).isEmpty();
  }
}
