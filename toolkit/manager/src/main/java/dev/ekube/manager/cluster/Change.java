package dev.ekube.manager.cluster;

/** Tells those who wait that something has changed. */
final class Change {
  private long version;

  synchronized void happened() {
    version++;
    notifyAll();
  }

  synchronized long version() {
    return version;
  }

  /** Waits until the version is another one, at most so long. */
  synchronized void await(long known, long millis) throws InterruptedException {
    long end = System.nanoTime() + millis * 1_000_000;
    long left = millis;
    while (version == known && left > 0) {
      wait(left);
      left = (end - System.nanoTime()) / 1_000_000;
    }
  }
}
