package dev.ekube.plan;

import dev.ekube.model.FileTree;
import dev.ekube.model.FileTree.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One path at which two trees differ; at least one side is present. */
record FileChange(String path, Optional<Entry> before, Optional<Entry> after) {
  enum Kind {
    ADD,
    CHANGE,
    REMOVE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** All differences in the order of paths. */
  static List<FileChange> between(FileTree before, FileTree after) {
    Set<String> paths = new TreeSet<>(before.entries().keySet());
    paths.addAll(after.entries().keySet());
    List<FileChange> changes = new ArrayList<>();
    for (String path : paths) {
      FileChange change =
          new FileChange(
              path,
              Optional.ofNullable(before.entries().get(path)),
              Optional.ofNullable(after.entries().get(path)));
      if (!change.before.equals(change.after)) {
        changes.add(change);
      }
    }
    return changes;
  }

  Kind kind() {
    if (before.isEmpty()) {
      return Kind.ADD;
    }
    return after.isEmpty() ? Kind.REMOVE : Kind.CHANGE;
  }
}
