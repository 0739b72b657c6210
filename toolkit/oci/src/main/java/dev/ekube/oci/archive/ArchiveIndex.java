package dev.ekube.oci.archive;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The names that an archive gives to its manifests.
 *
 * @param delta whether blobs of an older archive were left out
 */
record ArchiveIndex(List<Named> images, boolean delta) {
  record Named(ImageRef name, Descriptor top) {}

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

  ArchiveIndex {
    images = List.copyOf(images);
  }

  /** Throws {@link IOException} with the bare reason when the files are not what they should be. */
  static ArchiveIndex of(byte[] index, Optional<byte[]> own) throws IOException {
    List<Named> images = new ArrayList<>(named(JSON.readTree(index).path("manifests"), true));
    boolean delta = false;
    if (own.isPresent()) {
      JsonNode root = JSON.readTree(own.get());
      delta = root.path("delta").asBoolean();
      images.addAll(named(root.path("signatures"), false));
    }
    return new ArchiveIndex(images, delta);
  }

  private static List<Named> named(JsonNode list, boolean needed) throws IOException {
    if (!list.isArray() || (needed && list.isEmpty())) {
      throw new IOException("its index names no image");
    }
    List<Named> images = new ArrayList<>();
    for (JsonNode entry : list) {
      JsonNode notes = entry.path("annotations");
      String name = notes.path(Metadata.CONTAINERD_NAME).asText();
      if (name.isEmpty()) {
        name = notes.path(Metadata.OCI_NAME).asText();
      }
      if (!ImageRef.isValid(name)) {
        throw new IOException(
            "one of its images has no full name such as registry.k8s.io/pause:3.10");
      }
      images.add(new Named(new ImageRef(name), descriptor(entry)));
    }
    return images;
  }

  private static Descriptor descriptor(JsonNode entry) throws IOException {
    try {
      return new Descriptor(
          entry.path("mediaType").asText(),
          Digest.parse(entry.path("digest").asText()),
          entry.path("size").asLong(-1));
    } catch (IllegalArgumentException e) {
      throw new IOException("its index is not as it should be: " + e.getMessage(), e);
    }
  }
}
