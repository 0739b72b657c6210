package dev.ekube.kubeadm;

import dev.ekube.model.Check;

/**
 * A file that the agent places.
 *
 * @param path absolute
 * @param mode permission bits of a file; of no meaning for a link
 */
public record PlacedFile(String path, int mode, Content content, Stage stage) {
  /** What stands at the path. */
  public sealed interface Content permits Text, Link {}

  /**
   * UTF-8 text in which a {@link Token} stands for what only the manager or only the node has: a
   * private key never leaves the node that made it.
   */
  public record Text(String text) implements Content {}

  /** A symbolic link. */
  public record Link(String target) implements Content {}

  public PlacedFile {
    Check.that(path.startsWith("/"), "not an absolute path: %s", path);
  }

  static PlacedFile text(String path, int mode, String text, Stage stage) {
    return new PlacedFile(path, mode, new Text(text), stage);
  }
}
