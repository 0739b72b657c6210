package dev.ekube.model.node;

import dev.ekube.model.Copies;
import java.util.SortedSet;

/**
 * A file of the site's own in node images.
 *
 * @param path in the image, absolute
 * @param mode the permission bits, with setuid, setgid and sticky
 * @param owner a user's name or number; a name must be known in the image
 */
public record NodeFile(
    String path,
    Content content,
    int mode,
    String owner,
    String group,
    SortedSet<NodeImageKind> images) {
  public NodeFile {
    images = Copies.sorted(images);
  }

  /** Where the bytes are. */
  public sealed interface Content {
    /** In a file beside cluster.yaml. */
    record From(String path) implements Content {}

    /** In cluster.yaml itself. */
    record Inline(String text) implements Content {}
  }
}
