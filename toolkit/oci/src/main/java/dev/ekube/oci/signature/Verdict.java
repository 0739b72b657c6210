package dev.ekube.oci.signature;

import dev.ekube.model.ImageRef;

/** What became of one image's signatures. */
public sealed interface Verdict {
  /** The image that was looked at. */
  ImageRef image();

  /** A signature by {@code key}, a name that the caller gave, holds for this very digest. */
  record Signed(ImageRef image, String key) implements Verdict {}

  /** The store has no signature of the image. */
  record Unsigned(ImageRef image) implements Verdict {}

  /** There are signatures, but none by a given key holds; {@code reason} is that of the last. */
  record Refused(ImageRef image, String reason) implements Verdict {}
}
