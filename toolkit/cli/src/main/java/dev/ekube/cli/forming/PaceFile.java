package dev.ekube.cli.forming;

import dev.ekube.adapters.files.LinesFile;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** A {@link Pace} on disk: a line for each stage, with its milliseconds. */
public record PaceFile(Path path) {
  private static final String LINE = "\\S+ [0-9]{1,15}";

  /** What was measured last; a line that is damaged was not measured. */
  public Pace read() {
    SortedMap<String, Long> after = new TreeMap<>();
    for (String line : file().read()) {
      if (line.matches(LINE)) {
        String[] words = line.split(" ", 2);
        after.put(words[0], Long.parseLong(words[1]));
      }
    }
    return new Pace(after);
  }

  public void write(Pace pace) {
    file()
        .write(
            pace.after().entrySet().stream()
                .map(stage -> stage.getKey() + " " + stage.getValue())
                .toList());
  }

  private LinesFile file() {
    return new LinesFile(path, "remove it; it only holds how long boots took");
  }
}
