package dev.ekube.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The table in a machine's Javadoc, read from its source. */
public final class TransitionTable {
  private static final Pattern ROW =
      Pattern.compile("<tr><td>(.*?)</td><td>(.*?)</td><td>(.*?)</td></tr>");

  private TransitionTable() {}

  /** All rows as {@code from | event | to}; a row that names several next states counts as many. */
  public static Set<String> rows(Class<?> machine) {
    Path source =
        Path.of(System.getProperty("ekube.root"), "toolkit/machine/src/main/java")
            .resolve(machine.getName().replace('.', '/') + ".java");
    Set<String> rows = new TreeSet<>();
    try {
      var matcher = ROW.matcher(Files.readString(source));
      while (matcher.find()) {
        for (String to : matcher.group(3).split(", ", -1)) {
          rows.add(matcher.group(1) + " | " + matcher.group(2) + " | " + to);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
