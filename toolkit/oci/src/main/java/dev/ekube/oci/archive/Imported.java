package dev.ekube.oci.archive;

import dev.ekube.oci.LockedImage;
import java.util.List;

/**
 * What an import found.
 *
 * @param images one for each name and platform that is whole, by name in order
 * @param blobs that the store did not have before
 * @param bytes of these blobs
 */
public record Imported(List<LockedImage> images, int blobs, long bytes) {
  public Imported {
    images = List.copyOf(images);
  }
}
