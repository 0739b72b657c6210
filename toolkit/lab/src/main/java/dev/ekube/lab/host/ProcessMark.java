package dev.ekube.lab.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which process it is: a number is given out again after a while, and never at the same tick.
 *
 * @param started ticks since the machine's start
 * @param boot which start of the machine
 */
public record ProcessMark(long pid, long started, String boot) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** The place of the start time behind the name in parentheses (proc(5), field 22). */
  private static final int STARTED = 19;

  /** The process of that number as it runs now. */
  public static Optional<ProcessMark> of(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"), StandardCharsets.UTF_8);
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[0].equals("Z")) {
        return Optional.empty();
      }
      return Optional.of(
          new ProcessMark(pid, Long.parseLong(fields[STARTED]), Files.readString(BOOT).strip()));
    } catch (IOException e) {
      // It has ended.
      return Optional.empty();
    }
  }

  /** True while that very process runs. */
  public boolean isAlive() {
    return of(pid).filter(this::equals).isPresent();
  }

  /** One line. */
  public String text() {
    return pid + " " + started + " " + boot;
  }

  /** What {@link #text} wrote. */
  public static Optional<ProcessMark> parse(String text) {
    String[] words = text.strip().split(" ", -1);
    return words.length == 3 && (words[0] + words[1]).matches("[0-9]{2,36}")
        ? Optional.of(new ProcessMark(Long.parseLong(words[0]), Long.parseLong(words[1]), words[2]))
        : Optional.empty();
  }
}
