package dev.ekube.cli.output;

import dev.ekube.cli.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shows on stderr how bytes are moved: a bar for every blob that is under way and one for all, with
 * speed and time left; in a pipe a plain line now and then. Called from many threads.
 */
public final class TransferView {
  private static final int MOST_BARS = 8;
  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long PLAIN_NANOS = Duration.ofSeconds(5).toNanos();

  private final Terminal terminal;
  private final LongSupplier nanoTime;
  private final LiveLines bars;
  private final Map<String, Item> active = new LinkedHashMap<>();
  private long startedAt;
  private long shownAt;
  private long total;
  private long settled;
  private long before;

  private static final class Item {
    private final String label;
    private final long size;
    private long done;

    Item(String label, long size) {
      this.label = label;
      this.size = size;
    }
  }

  /**
   * A view on the terminal.
   *
   * @param nanoTime a monotonic clock
   */
  public TransferView(Terminal terminal, LongSupplier nanoTime) {
    this.terminal = terminal;
    this.nanoTime = nanoTime;
    this.bars = new LiveLines(terminal);
    this.startedAt = nanoTime.getAsLong();
    this.shownAt = startedAt;
  }

  /** So many bytes there will be in all. */
  public synchronized void starts(long bytes) {
    total = bytes;
    startedAt = nanoTime.getAsLong();
    shownAt = startedAt;
  }

  /** One blob is so far; the first call of a blob says where it starts from. */
  public synchronized void at(String key, String label, long done, long size) {
    Item item = active.get(key);
    if (item == null) {
      item = new Item(label, size);
      active.put(key, item);
      // What an earlier run left was not moved by this one.
      before += done;
    }
    item.done = done;
    show();
  }

  /** So many more bytes of something that has no bar of its own. */
  public synchronized void moved(long bytes) {
    settled += bytes;
    show();
  }

  public synchronized void finished(String key, long size) {
    active.remove(key);
    settled += size;
    show();
  }

  /** One line worth keeping. */
  public synchronized void line(String text) {
    bars.wipe();
    terminal.err().println(text);
  }

  /** Takes the bars away; whatever comes next starts on a fresh line. */
  public synchronized void stop() {
    bars.wipe();
  }

  private void show() {
    long now = nanoTime.getAsLong();
    if (now - shownAt < (terminal.redraws() ? REDRAW_NANOS : PLAIN_NANOS)) {
      return;
    }
    shownAt = now;
    if (terminal.redraws()) {
      draw();
    } else {
      terminal.err().println(sum());
    }
  }

  private void draw() {
    List<String> rows = new ArrayList<>();
    active.values().stream()
        .limit(MOST_BARS)
        .forEach(item -> rows.add(Bar.of(item.done, item.size) + " " + item.label));
    rows.add(Bar.of(done(), total) + " " + sum());
    bars.draw(rows);
  }

  private long done() {
    return settled + active.values().stream().mapToLong(item -> item.done).sum();
  }

  private String sum() {
    long done = done();
    double seconds = (nanoTime.getAsLong() - startedAt) / 1e9;
    double speed = seconds > 0 ? Math.max(0, done - before) / seconds : 0;
    String text = Amount.bytes(done) + " of " + Amount.bytes(total);
    if (speed < 1) {
      return text;
    }
    long left = Math.round(Math.max(0, total - done) / speed);
    return text + ", " + Amount.bytes((long) speed) + "/s, " + Amount.seconds(left) + " left";
  }
}
