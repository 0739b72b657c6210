package dev.ekube.manager.log;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * One line per event in logfmt: {@code level=info msg="…" key=value}. systemd's journal adds the
 * time. Refused connections are said ten times a minute at most, because a hostile peer must not be
 * able to fill a disk.
 */
public final class Log {
  private static final int REFUSALS = 10;
  private static final long MINUTE = 60_000_000_000L;

  private final Consumer<String> sink;
  private final LongSupplier nanos;
  private final Deque<Long> refusals = new ArrayDeque<>();
  private long unsaid;

  /** Writes lines without their end to {@code sink}, from any thread, one at a time. */
  public Log(Consumer<String> sink, LongSupplier nanos) {
    this.sink = sink;
    this.nanos = nanos;
  }

  /** What a person may want to know afterwards. */
  public void info(String message, Map<String, ?> fields) {
    write("info", message, fields);
  }

  /** Something went wrong that the service lives with. */
  public void warn(String message, Map<String, ?> fields) {
    write("warn", message, fields);
  }

  /** A person has to do something. */
  public void error(String message, Map<String, ?> fields) {
    write("error", message, fields);
  }

  /** A connection was turned away or dropped before it was anybody's. */
  public void refused(InetSocketAddress from, String why) {
    long left;
    synchronized (refusals) {
      long now = nanos.getAsLong();
      while (!refusals.isEmpty() && now - refusals.peekFirst() > MINUTE) {
        refusals.removeFirst();
      }
      if (refusals.size() >= REFUSALS) {
        unsaid++;
        return;
      }
      refusals.addLast(now);
      left = unsaid;
      unsaid = 0;
    }
    Map<String, Object> fields = new TreeMap<>(Map.of("from", from, "why", why));
    if (left > 0) {
      fields.put("unsaid", left);
    }
    write("warn", "connection refused", fields);
  }

  private synchronized void write(String level, String message, Map<String, ?> fields) {
    StringBuilder line = new StringBuilder("level=").append(level);
    line.append(" msg=").append(quoted(message));
    new TreeMap<>(fields)
        .forEach((key, value) -> line.append(' ').append(key).append('=').append(quoted(value)));
    sink.accept(line.toString());
  }

  private static String quoted(Object value) {
    String text = String.valueOf(value);
    if (!text.isEmpty() && text.chars().allMatch(Log::isPlain)) {
      return text;
    }
    StringBuilder quoted = new StringBuilder("\"");
    text.chars().limit(2000).forEach(c -> quoted.append(escaped(c)));
    return quoted.append('"').toString();
  }

  private static boolean isPlain(int c) {
    return c > ' ' && c < 127 && c != '"' && c != '=' && c != '\\';
  }

  private static String escaped(int c) {
    if (c == '"' || c == '\\') {
      return "\\" + (char) c;
    }
    if (c < ' ' || c == 127) {
      return String.format(Locale.ROOT, "\\x%02x", c);
    }
    return Character.toString(c);
  }
}
