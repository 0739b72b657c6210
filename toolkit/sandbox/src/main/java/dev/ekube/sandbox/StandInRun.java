package dev.ekube.sandbox;

/** What one run of wwctl says. */
final class StandInRun {
  private final StringBuilder output = new StringBuilder();
  private final StringBuilder errors = new StringBuilder();

  void say(String line) {
    output.append(line).append('\n');
  }

  void error(String line) {
    errors.append(line).append('\n');
  }

  String output() {
    return output.toString();
  }

  String errors() {
    return errors.toString();
  }
}
