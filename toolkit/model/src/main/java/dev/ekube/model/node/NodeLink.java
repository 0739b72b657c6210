package dev.ekube.model.node;

import dev.ekube.model.Copies;
import java.util.SortedSet;

/**
 * A symbolic link in node images.
 *
 * @param path in the image, absolute
 * @param to what it points to, absolute or relative to its directory
 */
public record NodeLink(String path, String to, SortedSet<NodeImageKind> images) {
  public NodeLink {
    images = Copies.sorted(images);
  }
}
