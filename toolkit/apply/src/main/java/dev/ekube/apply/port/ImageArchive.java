package dev.ekube.apply.port;

import dev.ekube.model.ImageRef;
import java.util.List;
import java.util.Set;

/**
 * The offline archive of container images. Not promised: any order of downloads, or that an image
 * that was cut is kept in part.
 */
public interface ImageArchive {
  /** False when this manager keeps no archive; then no step is planned for it. */
  boolean isManaged();

  Set<ImageRef> present();

  /** Fetches what is missing; all of it is present when it returns. */
  void pull(List<ImageRef> images, Reporter reporter);
}
