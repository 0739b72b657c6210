package dev.ekube.cli.output;

import dev.ekube.cli.Terminal;
import java.util.List;

/** Lines at the end of a terminal that are drawn over themselves. */
public final class LiveLines {
  private final Terminal terminal;
  private int drawn;

  public LiveLines(Terminal terminal) {
    this.terminal = terminal;
  }

  /** Puts these in place of what was drawn before. */
  public void draw(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      // Without wrapping: they could not be drawn over themselves on a narrow terminal.
      text.append("\033[?7l").append(line).append("\033[?7h\n");
    }
    wipe();
    terminal.err().print(text);
    terminal.err().flush();
    drawn = lines.size();
  }

  /** Takes them away; whatever comes next starts on a fresh line. */
  public void wipe() {
    if (drawn > 0) {
      terminal.err().print("\033[" + drawn + "A\033[J");
      terminal.err().flush();
      drawn = 0;
    }
  }
}
