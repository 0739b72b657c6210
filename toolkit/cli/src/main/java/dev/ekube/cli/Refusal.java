package dev.ekube.cli;

import dev.ekube.model.Problem;
import java.util.List;

/** The input is not good enough to go on: carries every problem, to be shown at once. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;
  private final ExitCode exitCode;

  public Refusal(List<Problem> problems, ExitCode exitCode) {
    super(problems.size() + " problems");
    this.problems = List.copyOf(problems);
    this.exitCode = exitCode;
  }

  ExitCode exitCode() {
    return exitCode;
  }

  void tell(Terminal terminal) {
    problems.forEach(problem -> terminal.err().println(problem));
  }
}
