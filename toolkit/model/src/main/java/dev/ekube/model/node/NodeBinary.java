package dev.ekube.model.node;

import dev.ekube.model.Copies;
import java.util.Optional;
import java.util.SortedSet;

/**
 * A program that comes by URL.
 *
 * @param sha256 of what the URL gives, in hex; the lock pins it when it is absent
 * @param member the file to take out of what the URL gives, when that is a tar, packed or not
 * @param path in the image, absolute
 */
public record NodeBinary(
    String url,
    Optional<String> sha256,
    Optional<String> member,
    String path,
    int mode,
    SortedSet<NodeImageKind> images) {
  public NodeBinary {
    images = Copies.sorted(images);
  }
}
