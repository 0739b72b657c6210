package dev.ekube.spec.rule.node;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;
import dev.ekube.spec.rule.Words;

/** A file that cluster.yaml names must be there. */
public final class FileUnreadable extends Rule {
  public static final FileUnreadable RULE = new FileUnreadable();

  private FileUnreadable() {
    super(
        "file-unreadable",
        "A file that cluster.yaml names cannot be read. Paths are relative to the "
            + "directory of cluster.yaml.");
  }

  /** Says so at the place that names it. */
  public Problem at(Span place, String path, String reason, String hint) {
    return problem(place, "tried to read " + Words.quoted(path) + " but " + reason, hint);
  }
}
