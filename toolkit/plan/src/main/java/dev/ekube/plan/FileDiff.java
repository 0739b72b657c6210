package dev.ekube.plan;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.ekube.model.Bytes;
import dev.ekube.model.FileTree.Entry;
import dev.ekube.model.FileTree.RegularFile;
import dev.ekube.model.FileTree.Symlink;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A change of one file for people: a unified diff, or one line where that says nothing. */
final class FileDiff {
  /** Comparing takes time and memory by the square of the changed lines, so it has a limit. */
  private static final int MAX_LINES = 3000;

  private static final int MAX_BYTES = 512 * 1024;
  private static final int CONTEXT = 3;

  private FileDiff() {}

  /** The diff's lines; empty when a side is no text, or is too large to compare. */
  static List<String> unified(FileChange change) {
    Optional<List<String>> before = lines(change.before());
    Optional<List<String>> after = lines(change.after());
    if (before.isEmpty()
        || after.isEmpty()
        || before.get().size() > MAX_LINES
        || after.get().size() > MAX_LINES) {
      return List.of();
    }
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            change.before().isPresent() ? "a/" + change.path() : "/dev/null",
            change.after().isPresent() ? "b/" + change.path() : "/dev/null",
            before.get(),
            DiffUtils.diff(before.get(), after.get()),
            CONTEXT);
    return lines.stream().map(FileDiff::emptySideAtZero).toList();
  }

  /** The library counts an empty side from line 1, while diff and patch count it from 0. */
  private static String emptySideAtZero(String line) {
    return line.startsWith("@@ ") ? line.replace("-1,0 ", "-0,0 ").replace("+1,0 ", "+0,0 ") : line;
  }

  /** What stands at the path, such as {@code 0644, 1204 bytes}. */
  static String describe(Entry entry) {
    return switch (entry) {
      case RegularFile f -> mode(f) + ", " + f.content().size() + " bytes" + kind(f.content());
      case Symlink l -> target(l.target());
    };
  }

  /** What is neither file nor link is observed as a target in brackets, which says what it is. */
  private static String target(String target) {
    boolean isStray = target.startsWith("(") && target.endsWith(")");
    return isStray
        ? Printable.of(target.substring(1, target.length() - 1))
        : "link to " + Printable.of(target);
  }

  static String mode(RegularFile file) {
    return String.format(Locale.ROOT, "%04o", file.mode());
  }

  static boolean isText(Bytes content) {
    if (content.size() > MAX_BYTES) {
      return false;
    }
    String text = content.utf8();
    return text.indexOf('\0') < 0 && Bytes.ofUtf8(text).equals(content);
  }

  private static String kind(Bytes content) {
    if (content.size() > MAX_BYTES) {
      return ", too large to show";
    }
    return isText(content) ? "" : ", binary";
  }

  /** Nothing counts as an empty text, so that a new file is all plus. */
  private static Optional<List<String>> lines(Optional<Entry> entry) {
    if (entry.isEmpty()) {
      return Optional.of(List.of());
    }
    return switch (entry.get()) {
      case RegularFile f when isText(f.content()) -> Optional.of(lines(f.content().utf8()));
      case RegularFile f -> Optional.empty();
      case Symlink l -> Optional.empty();
    };
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    String last = lines.removeLast();
    if (!last.isEmpty()) {
      lines.add(last + "\n\\ No newline at end of file");
    }
    return lines;
  }
}
