package dev.ekube.lock;

import dev.ekube.model.Problem;
import java.util.List;

/** What came of reading a cluster.lock.yaml. */
public sealed interface LockResult {
  /** A lock. */
  record Good(Lock lock) implements LockResult {}

  /** At least one problem, in order of their places. */
  record Bad(List<Problem> problems) implements LockResult {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
