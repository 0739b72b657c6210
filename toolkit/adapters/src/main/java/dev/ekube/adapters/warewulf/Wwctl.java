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

    /** The command line, ready to paste into a shell. */
    public String commandLine() {
      StringBuilder line = new StringBuilder("wwctl --warewulfconf ");
      line.append(quoted(configuration.toString()));
      arguments.forEach(argument -> line.append(' ').append(quoted(argument)));
      return line.toString();
    }

    private static String quoted(String word) {
      return word.matches("[A-Za-z0-9@%+=:,./_-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
  }

  /** What a call left behind. */
  record Result(int exitCode, String output, String errors, Duration took) {}

  /** Runs one call to its end or its limit; PortException when it cannot be run at all. */
  Result run(Call call);

  /** What stands there: another text means another program, so what was learnt of it is void. */
  String identity();
}
