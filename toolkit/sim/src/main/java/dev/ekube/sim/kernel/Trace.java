package dev.ekube.sim.kernel;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;

/** What happened, one line each: seconds, who, what. Two runs are the same if their hashes are. */
public final class Trace {
  private final Events events;
  private final List<String> lines = new ArrayList<>();

  public Trace(Events events) {
    this.events = events;
  }

  /** Adds one line under the present virtual time. */
  public void say(String who, String what) {
    long now = events.now();
    String seconds = Long.toString(now / 1000);
    String rest = Long.toString(1000 + now % 1000).substring(1);
    lines.add(
        " ".repeat(Math.max(0, 4 - seconds.length()))
            + seconds
            + "."
            + rest
            + " "
            + who
            + ": "
            + what);
  }

  public List<String> lines() {
    return Collections.unmodifiableList(lines);
  }

  /** SHA-256 of all lines, each ended by a line feed, in lower-case hexadecimal. */
  public String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String line : lines) {
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
