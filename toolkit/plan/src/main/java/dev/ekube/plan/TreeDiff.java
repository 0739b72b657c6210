package dev.ekube.plan;

import dev.ekube.model.FileTree;
import java.util.List;
import java.util.Optional;

/** The differences of two file trees for people, as in a plan's overlay steps. */
public final class TreeDiff {
  private static final int DIFF_LINES_SHOWN = 200;

  private final Style style;
  private final String indent;
  private final StringBuilder out = new StringBuilder();

  private TreeDiff(Style style, String indent) {
    this.style = style;
    this.indent = indent;
  }

  /** One line per differing path, unified diffs below; empty when the trees are equal. */
  public static String of(FileTree before, FileTree after, Style style) {
    return of(before, after, style, "", true);
  }

  /**
   * The same within other text.
   *
   * @param contents with diffs; without, paths alone
   */
  static String of(FileTree before, FileTree after, Style style, String indent, boolean contents) {
    TreeDiff diff = new TreeDiff(style, indent);
    for (FileChange change : FileChange.between(before, after)) {
      diff.heading(change);
      if (contents && change.kind() != FileChange.Kind.REMOVE) {
        diff.contents(change);
      }
    }
    return diff.out.toString();
  }

  private void heading(FileChange change) {
    String path = Printable.of(change.path());
    line(
        switch (change.kind()) {
          case ADD -> style.added("+ " + path + " (" + describe(change.after()) + ")");
          case REMOVE -> style.removed("- " + path + " (" + describe(change.before()) + ")");
          case CHANGE -> style.changed("~ " + path + " (" + fromTo(change) + ")");
        });
  }

  private void contents(FileChange change) {
    List<String> lines = FileDiff.unified(change);
    for (String line : lines.subList(0, Math.min(lines.size(), DIFF_LINES_SHOWN))) {
      for (String part : Printable.of(line).split("\n", -1)) {
        line("  " + style.diffLine(part));
      }
    }
    if (lines.size() > DIFF_LINES_SHOWN) {
      line("  … " + (lines.size() - DIFF_LINES_SHOWN) + " more lines");
    }
  }

  private static String fromTo(FileChange change) {
    String before = describe(change.before());
    String after = describe(change.after());
    return before.equals(after) ? after : before + " -> " + after;
  }

  private static String describe(Optional<FileTree.Entry> entry) {
    return entry.map(FileDiff::describe).orElse("");
  }

  private void line(String text) {
    out.append(indent).append(text).append('\n');
  }
}
