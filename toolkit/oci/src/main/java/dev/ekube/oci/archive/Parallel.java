package dev.ekube.oci.archive;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work on many things, on a few threads at once; the first failure ends it all. */
final class Parallel {
  /** What is done with one of them. */
  interface Work<T> {
    void on(T thing) throws IOException;
  }

  private Parallel() {}

  /** As many threads as pay: hashing takes a processor each, and disks like few readers. */
  static int threads() {
    return Math.min(4, Runtime.getRuntime().availableProcessors());
  }

  static <T> void each(int threads, List<T> things, Work<T> work) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      ExecutorCompletionService<Boolean> done = new ExecutorCompletionService<>(pool);
      List<Future<Boolean>> all = new ArrayList<>();
      for (T thing : things) {
        all.add(
            done.submit(
                () -> {
                  work.on(thing);
                  return true;
                }));
      }
      for (int finished = 0; finished < all.size(); finished++) {
        done.take().get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } finally {
      pool.shutdownNow();
      awaitEnd(pool);
    }
  }

  /** Nobody may still write to a file that the caller is about to close or delete. */
  private static void awaitEnd(ExecutorService pool) {
    pool.close();
  }

  private static IOException unwrapped(Throwable cause) {
    if (cause instanceof IOException failure) {
      return failure;
    }
    if (cause instanceof RuntimeException failure) {
      throw failure;
    }
    if (cause instanceof Error failure) {
      throw failure;
    }
    return new IOException(cause);
  }
}
