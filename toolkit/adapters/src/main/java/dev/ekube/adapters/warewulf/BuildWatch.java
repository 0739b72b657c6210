package dev.ekube.adapters.warewulf;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Looks at the files while wwctl builds, because wwctl itself says nothing until it ends, which
 * takes minutes for a thousand nodes.
 */
final class BuildWatch implements AutoCloseable {
  private static final long LOOK_EVERY_MILLIS = 250;

  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  BuildWatch(OverlayBuild build, WarewulfListener listener) {
    this.thread = Thread.ofVirtual().name("build-watch").start(() -> look(build, listener));
  }

  private void look(OverlayBuild build, WarewulfListener listener) {
    try {
      while (!ended.await(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        listener.built(build.renewed(), build.size());
      }
    } catch (InterruptedException e) {
      // Nobody interrupts it but the end of the process, and then nobody listens any more.
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when nothing more will be told. */
  @Override
  public void close() {
    ended.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
