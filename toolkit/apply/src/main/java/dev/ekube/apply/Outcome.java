package dev.ekube.apply;

import dev.ekube.apply.port.PortException;
import dev.ekube.model.Problem;
import dev.ekube.plan.Plan;
import dev.ekube.plan.Step;
import java.util.List;

/** How an apply ended. */
public sealed interface Outcome {
  /** Nothing was done: the plan held errors. */
  record Refused(List<Problem> errors) implements Outcome {
    public Refused {
      errors = List.copyOf(errors);
    }
  }

  /** Every step ran, and reading everything back gave an empty plan. */
  record Completed(List<Step> done) implements Outcome {
    public Completed {
      done = List.copyOf(done);
    }
  }

  /**
   * A step failed and nothing after it ran. What was done stays; running again goes on from there.
   *
   * @param failed may have been done in part
   */
  record Stopped(List<Step> done, Step failed, PortException cause, List<Step> notDone)
      implements Outcome {
    public Stopped {
      done = List.copyOf(done);
      notDone = List.copyOf(notDone);
    }
  }

  /** Every step reported success, but {@code left} still differs when read back. */
  record Unverified(List<Step> done, Plan left) implements Outcome {
    public Unverified {
      done = List.copyOf(done);
    }
  }
}
