package dev.ekube.oci.archive;

import dev.ekube.oci.Digest;
import java.util.Optional;

/** Names of what an archive holds: an OCI image layout and, beside it, Docker's list of images. */
final class TarNames {
  static final String OCI_LAYOUT = "oci-layout";
  static final String INDEX = "index.json";
  static final String DOCKER = "manifest.json";

  /** What only ekube reads: whether the archive is a delta, and the signatures in it. */
  static final String EKUBE = "ekube.json";

  static final String BLOBS = "blobs/sha256/";

  private TarNames() {}

  /** The digest of a blob by its name in the archive. */
  static Optional<Digest> blob(String name) {
    if (!name.startsWith(BLOBS)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Digest(name.substring(BLOBS.length())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
