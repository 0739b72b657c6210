package dev.ekube.house;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A fenced block of a Markdown file.
 *
 * @param line where the fence opens, counted from 1
 * @param info what stands after the three backticks, such as {@code console runnable}
 */
record Fence(Path file, int line, String info, List<String> lines) {
  private static final String MARK = "```";

  static List<Fence> in(Path file) {
    List<Fence> fences = new ArrayList<>();
    List<String> all = Repository.read(file).lines().toList();
    int number = 0;
    Optional<Fence> open = Optional.empty();
    for (String line : all) {
      number++;
      boolean isMark = line.strip().startsWith(MARK);
      if (isMark && open.isPresent()) {
        fences.add(open.get());
        open = Optional.empty();
      } else if (isMark) {
        String info = line.strip().substring(MARK.length()).strip();
        open = Optional.of(new Fence(file, number, info, new ArrayList<>()));
      } else if (open.isPresent()) {
        open.get().lines().add(line);
      }
    }
    if (open.isPresent()) {
      throw new IllegalArgumentException(open.get() + " never ends");
    }
    return fences;
  }

  /** Every fence of every Markdown file. */
  static Stream<Fence> all() {
    return Repository.ending("md").flatMap(file -> in(file).stream());
  }

  boolean says(String word) {
    return List.of(info.split("\\s+")).contains(word);
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  @Override
  public String toString() {
    return Repository.relative(file) + ":" + line;
  }
}
