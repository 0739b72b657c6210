package dev.ekube.cli;

import dev.ekube.apply.port.PortException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time between two looks at something that is waited for. */
public final class Pause {
  private Pause() {}

  /** Lets that many milliseconds pass; an interrupt becomes an exception that names the work. */
  public static void of(long millis, String doing) {
    try {
      if (new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("nobody counts down");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted(doing);
    }
  }
}
