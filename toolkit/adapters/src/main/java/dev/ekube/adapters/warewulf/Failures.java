package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;

/** A failed call as one sentence with the command to paste and what it said. */
final class Failures {
  private static final int SHOWN = 2000;

  private Failures() {}

  static PortException of(String tried, Wwctl.Call call, Wwctl.Result result) {
    String said = (result.errors().strip() + "\n" + result.output().strip()).strip();
    if (said.length() > SHOWN) {
      said = said.substring(0, SHOWN) + " …";
    }
    return PortException.failed(
        "tried to %s but wwctl ended with exit code %d%s"
            .formatted(tried, result.exitCode(), said.isEmpty() ? "" : ": " + said),
        "run it by hand: " + call.commandLine());
  }
}
