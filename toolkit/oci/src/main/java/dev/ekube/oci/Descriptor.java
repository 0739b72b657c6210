package dev.ekube.oci;

/**
 * What a manifest says of one blob.
 *
 * @param size in bytes, 0 or more
 */
public record Descriptor(String mediaType, Digest digest, long size) {
  public Descriptor {
    if (size < 0) {
      throw new IllegalArgumentException("a blob has a size: " + size);
    }
  }
}
