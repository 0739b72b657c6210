package dev.ekube.apply.port;

import dev.ekube.plan.Step;

/** Hears how an apply goes on; shows it on a terminal, as plain lines, or not at all. */
public interface Reporter {
  /** {@code index} counts from 0; {@code of} is the number of steps. */
  void started(int index, int of, Step step);

  /** How far the present step is: {@code done} of {@code total} in the step's own unit. */
  void progress(long done, long total, String what);

  /** One line worth keeping, such as a call that was made. */
  void line(String text);

  void finished(int index, int of, Step step);
}
