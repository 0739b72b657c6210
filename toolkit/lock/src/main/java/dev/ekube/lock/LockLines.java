package dev.ekube.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A lock file cut into lines that belong together, when it is laid out as {@link LockText} does it.
 *
 * @param head everything above {@code images:}
 * @param tail comments after the last entry that stand at its margin or further left
 */
record LockLines(List<String> head, List<Block> blocks, List<String> tail) {
  /** The line of a lock without images. */
  static final String NONE = "images: []";

  private static final String ENTRY = "  - name: ";

  /**
   * One image.
   *
   * @param comments lines above the entry that belong to it
   * @param lines from {@code - name:} on
   */
  record Block(String name, List<String> comments, List<String> lines) {}

  static Optional<LockLines> of(String text) {
    List<String> all = text.lines().toList();
    int start = Math.max(all.indexOf("images:"), all.indexOf(NONE));
    if (start < 0) {
      return Optional.empty();
    }
    List<Block> blocks = new ArrayList<>();
    List<String> comments = new ArrayList<>();
    for (String line : all.subList(start + 1, all.size())) {
      if (line.startsWith(ENTRY)) {
        String name = line.substring(ENTRY.length()).replaceFirst("\\s+#.*$", "").strip();
        blocks.add(new Block(name, List.copyOf(comments), new ArrayList<>(List.of(line))));
        comments.clear();
      } else if (line.startsWith("    ") && !blocks.isEmpty() && comments.isEmpty()) {
        blocks.getLast().lines().add(line);
      } else if (line.isBlank() || line.strip().startsWith("#")) {
        comments.add(line);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(
        new LockLines(all.subList(0, start), List.copyOf(blocks), List.copyOf(comments)));
  }
}
