package dev.ekube.lock;

import dev.ekube.oci.MediaTypes;

/** The words by which the lock file names the kinds of manifests; media types are long. */
enum ManifestKind {
  OCI_INDEX("oci-index", MediaTypes.OCI_INDEX),
  DOCKER_LIST("docker-list", MediaTypes.DOCKER_LIST),
  OCI("oci", MediaTypes.OCI_MANIFEST),
  DOCKER("docker", MediaTypes.DOCKER_MANIFEST);

  private final String word;
  private final String mediaType;

  ManifestKind(String word, String mediaType) {
    this.word = word;
    this.mediaType = mediaType;
  }

  String word() {
    return word;
  }

  String mediaType() {
    return mediaType;
  }

  static ManifestKind ofWord(String word) {
    for (ManifestKind kind : values()) {
      if (kind.word.equals(word)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no kind of manifest: " + word);
  }

  static ManifestKind ofMediaType(String mediaType) {
    for (ManifestKind kind : values()) {
      if (kind.mediaType.equals(mediaType)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("no manifest that can be locked: " + mediaType);
  }
}
