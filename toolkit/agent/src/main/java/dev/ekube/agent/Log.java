package dev.ekube.agent;

import java.io.PrintStream;

/** Lines for the journal: systemd adds the time of day, the agent its own time since its start. */
final class Log {
  private final PrintStream out;
  private final Ticks ticks;

  Log(PrintStream out, Ticks ticks) {
    this.out = out;
    this.ticks = ticks;
  }

  /** Control characters of what others sent must not end a line. */
  void say(String words) {
    StringBuilder line = new StringBuilder().append('[').append(ticks.now()).append(" ms] ");
    for (int i = 0; i < words.length(); i++) {
      char c = words.charAt(i);
      line.append(c < ' ' ? ' ' : c);
    }
    out.println(line);
  }
}
