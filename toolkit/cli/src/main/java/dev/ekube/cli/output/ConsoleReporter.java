package dev.ekube.cli.output;

import dev.ekube.adapters.warewulf.WarewulfListener;
import dev.ekube.apply.port.Reporter;
import dev.ekube.cli.Terminal;
import dev.ekube.plan.Step;
import dev.ekube.plan.StepText;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Tells on stderr how an apply goes on: a line that redraws itself on a terminal, plain lines
 * otherwise. A build that is being watched reports from a second thread, so all methods take turns.
 */
public final class ConsoleReporter implements Reporter, WarewulfListener {
  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private String number = "";
  private String title = "";
  private long startedAt;
  private long drawnAt;

  /**
   * A reporter on the terminal.
   *
   * @param nanoTime a monotonic clock
   */
  public ConsoleReporter(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void started(int index, int of, Step step) {
    number = "[" + (index + 1) + "/" + of + "] ";
    title = number + StepText.summary(step);
    startedAt = nanoTime.getAsLong();
    drawnAt = startedAt;
    if (terminal.redraws()) {
      draw(title + " …");
    } else {
      terminal.err().println(title);
    }
  }

  @Override
  public synchronized void progress(long done, long total, String what) {
    long now = nanoTime.getAsLong();
    if (terminal.redraws() && (now - drawnAt > REDRAW_NANOS || done == total)) {
      drawnAt = now;
      String far = Bar.of(done, total) + " " + done + "/" + total + " " + what;
      draw(number + far + ": " + title.substring(number.length()));
    }
  }

  @Override
  public synchronized void built(int nodes, int ofNodes) {
    progress(nodes, ofNodes, "nodes");
  }

  @Override
  public synchronized void line(String text) {
    wipe();
    terminal.err().println("      " + text);
    if (terminal.redraws()) {
      draw(title + " …");
    }
  }

  @Override
  public synchronized void finished(int index, int of, Step step) {
    double seconds = (nanoTime.getAsLong() - startedAt) / 1e9;
    String took = String.format(Locale.ROOT, "%.1f s", seconds);
    wipe();
    if (terminal.redraws()) {
      terminal.err().println(title + ": done in " + took);
    } else {
      terminal.err().println("      done in " + took);
    }
  }

  /** Ends the line that is being redrawn, so that whatever comes next starts on a fresh one. */
  public synchronized void stop() {
    wipe();
  }

  private void draw(String text) {
    // Without wrapping: a line that is wider than the terminal could not be drawn over itself.
    terminal.err().print("\r\033[K\033[?7l" + text + "\033[?7h");
    terminal.err().flush();
  }

  private void wipe() {
    if (terminal.redraws()) {
      draw("");
    }
  }
}
