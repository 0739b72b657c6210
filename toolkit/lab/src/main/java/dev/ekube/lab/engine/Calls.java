package dev.ekube.lab.engine;

import com.github.dockerjava.api.exception.NotFoundException;
import dev.ekube.apply.port.PortException;
import java.util.function.Supplier;

/** Calls of the engine whose failures are put into words. */
final class Calls {
  private static final String NEXT = "look at the engine's own log, then run the command again";

  private Calls() {}

  /**
   * One call.
   *
   * @param doing follows "tried to"
   */
  static <T> T get(String doing, Supplier<T> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      throw PortException.failed("tried to " + doing + " but " + DockerEngine.reason(e), NEXT, e);
    }
  }

  static void run(String doing, Runnable call) {
    get(
        doing,
        () -> {
          call.run();
          return true;
        });
  }

  /** A removal, for which it is well when there is nothing. */
  static void remove(String doing, Runnable call) {
    run(
        doing,
        () -> {
          try {
            call.run();
          } catch (NotFoundException e) {
            // What was to be removed is not there.
            return;
          }
        });
  }
}
