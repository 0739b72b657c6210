package dev.ekube.oci.pull;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import java.util.List;

/**
 * One blob to be fetched once.
 *
 * @param images that hold it, in order
 */
public record Piece(Descriptor blob, List<ImageRef> images) {
  public Piece {
    images = List.copyOf(images);
  }
}
