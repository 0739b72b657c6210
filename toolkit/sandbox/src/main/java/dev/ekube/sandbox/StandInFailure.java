package dev.ekube.sandbox;

/** What makes wwctl end: a message on standard error and an exit code. */
final class StandInFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  StandInFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  int exitCode() {
    return exitCode;
  }
}
