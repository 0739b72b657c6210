package dev.ekube.oci.pull;

import dev.ekube.oci.registry.Faults;
import dev.ekube.oci.registry.RegistryFault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Does the same with many things, some at a time. A fault of one does not stop the others, unless
 * it is this machine's own (a full disk fails them all).
 */
final class Crew {
  private static final long LAST_WORDS_SECONDS = 10;

  private Crew() {}

  /** What is done with one thing. */
  interface Work<T, R> {
    R with(T thing) throws IOException, InterruptedException;
  }

  /** Results in the order of the things; with faults, all of them in one exception. */
  static <T, R> List<R> all(int hands, Collection<T> things, Work<T, R> work)
      throws PullException, InterruptedException {
    if (things.isEmpty()) {
      return List.of();
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(
            Math.min(hands, things.size()),
            task -> {
              Thread thread = new Thread(task, "pull");
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<R>> futures = new ArrayList<>();
      things.forEach(thing -> futures.add(pool.submit(() -> work.with(thing))));
      return collect(futures);
    } finally {
      pool.shutdownNow();
      boolean ended = pool.awaitTermination(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
      if (!ended) {
        // Daemon threads that hang in the kernel end with the process.
        Thread.currentThread().interrupt();
      }
    }
  }

  private static <R> List<R> collect(List<Future<R>> futures)
      throws PullException, InterruptedException {
    List<R> results = new ArrayList<>();
    List<RegistryFault> faults = new ArrayList<>();
    for (Future<R> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        RegistryFault fault = fault(e.getCause());
        faults.add(fault);
        if (fault.kind().isLocal()) {
          break;
        }
      }
    }
    if (!faults.isEmpty()) {
      throw new PullException(faults);
    }
    return List.copyOf(results);
  }

  private static RegistryFault fault(Throwable cause) throws InterruptedException {
    return switch (cause) {
      case RegistryFault known -> known;
      case IOException disk -> Faults.disk(disk, "write to the store");
      case InterruptedException stopped -> throw stopped;
      case RuntimeException mistake -> throw mistake;
      case Error mistake -> throw mistake;
      default -> throw new IllegalStateException(cause);
    };
  }
}
