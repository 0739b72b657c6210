package dev.ekube.adapters.warewulf;

import dev.ekube.apply.port.PortException;
import java.util.regex.Pattern;

/** A failed call as one sentence with the command to paste and what it said. */
final class Failures {
  private static final int SHOWN = 2000;

  /** wwctl 4.5 draws its question on a terminal that is not there. */
  private static final Pattern TERMINAL = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|\r");

  /** The kernel's words, and what is left of them when pigz ends with the error's number. */
  private static final Pattern FULL = Pattern.compile("No space left on device|exit status 28\\b");

  private Failures() {}

  static PortException of(String tried, Wwctl.Call call, Wwctl.Result result) {
    String all = result.errors().strip() + "\n" + result.output().strip();
    String said = TERMINAL.matcher(all).replaceAll("").strip();
    if (said.length() > SHOWN) {
      said = said.substring(0, SHOWN) + " …";
    }
    return PortException.failed(
        "tried to %s but wwctl ended with exit code %d%s"
            .formatted(tried, result.exitCode(), said.isEmpty() ? "" : ": " + said),
        next(said, call));
  }

  private static String next(String said, Wwctl.Call call) {
    return FULL.matcher(said).find()
        ? "make room, then run again: df -h"
        : "run it by hand: " + call.commandLine();
  }
}
