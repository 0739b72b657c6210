package dev.ekube.agent.port;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How long a task may take; it may also be given up before. */
public final class Deadline {
  private final long end;
  private final CountDownLatch abandoned = new CountDownLatch(1);

  private Deadline(long end) {
    this.end = end;
  }

  /** From now on, in milliseconds. */
  public static Deadline in(long milliseconds) {
    return new Deadline(System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds));
  }

  /** Nobody wants the result any more: every wait ends now. */
  public void abandon() {
    abandoned.countDown();
  }

  public boolean isAbandoned() {
    return abandoned.getCount() == 0;
  }

  /** Milliseconds that are left; 0 when the time is over or the task was abandoned. */
  public long left() {
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    return isAbandoned() ? 0 : Math.max(0, left);
  }

  public boolean isOver() {
    return left() == 0;
  }

  /** Waits so long, or until the time is over; false when it is over. */
  public boolean pause(long milliseconds) {
    try {
      boolean given = abandoned.await(Math.min(milliseconds, left()), TimeUnit.MILLISECONDS);
      return !given && !isOver();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      abandon();
      return false;
    }
  }

  /** Throws when the time is over; {@code doing} says what took too long. */
  public void check(String doing) throws Trouble {
    if (isAbandoned()) {
      throw new Trouble(doing + " was given up");
    }
    if (isOver()) {
      throw new Trouble(doing + " took too long");
    }
  }
}
