package dev.ekube.oci.archive;

import dev.ekube.model.ImageRef;
import java.util.List;

/**
 * One thing that is not as the lock wants it.
 *
 * @param subject a digest, or the name of an image
 * @param images that need it, by name in order; none for what nothing needs
 * @param detail in words, such as the size that was found
 */
public record Fault(Kind kind, String subject, List<ImageRef> images, String detail)
    implements Comparable<Fault> {
  /** What is wrong. {@code UNLISTED}: it is whole, but no locked image needs it. */
  public enum Kind {
    MISSING,
    WRONG_SIZE,
    WRONG_DIGEST,
    NO_MANIFEST,
    WRONG_NAME,
    UNLISTED
  }

  public Fault {
    images = images.stream().distinct().sorted().toList();
  }

  /** True for what makes an image unusable. */
  public boolean isError() {
    return kind != Kind.UNLISTED;
  }

  @Override
  public int compareTo(Fault other) {
    int order = kind.compareTo(other.kind);
    return order != 0 ? order : subject.compareTo(other.subject);
  }

  /** One line for the user. */
  @Override
  public String toString() {
    String needed = images.isEmpty() ? "" : ", needed by " + images;
    return subject + ": " + detail + needed;
  }
}
