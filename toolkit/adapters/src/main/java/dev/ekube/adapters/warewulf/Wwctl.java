package dev.ekube.adapters.warewulf;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs wwctl: the real program, or a stand-in that is held to it by one contract suite. Not
 * promised: that exit code 0 means success; callers read the result back.
 */
public interface Wwctl {
  /**
   * One call.
   *
   * @param configuration handed over as {@code --warewulfconf}
   * @param arguments such as {@code node}, {@code import}, …
   * @param input standard input, empty for none
   */
  record Call(Path configuration, List<String> arguments, String input, Duration limit) {
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** What a call left behind. */
  record Result(int exitCode, String output, String errors, Duration took) {}

  /** Runs one call to its end or its limit; PortException when it cannot be run at all. */
  Result run(Call call);
}
