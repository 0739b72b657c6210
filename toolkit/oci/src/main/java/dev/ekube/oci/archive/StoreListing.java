package dev.ekube.oci.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.Platform;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the store holds of the locked images, by names and sizes alone.
 *
 * @param rows one for each locked image, by name in order
 * @param bytes that all of them take together, shared ones counted once
 * @param unlisted bytes of blobs that none of them needs
 */
public record StoreListing(List<Row> rows, long bytes, long unlisted) {
  /**
   * One image.
   *
   * @param bytes of all its blobs that are known, whether or not they are there
   * @param shared of these, bytes that another locked image has, too
   * @param platform as its config says; none when that is not there
   * @param missing blobs that are not in the store, as far as its manifests tell
   */
  public record Row(
      LockedImage image,
      long bytes,
      long shared,
      Optional<Platform> platform,
      List<Digest> missing) {
    public Row {
      missing = List.copyOf(missing);
    }
  }

  public StoreListing {
    rows = List.copyOf(rows);
  }

  /** Looks at every blob's size, and reads manifests and configs only. */
  public static StoreListing of(BlobStore store, List<LockedImage> images) throws IOException {
    List<LockedImage> sorted = images.stream().distinct().sorted().toList();
    Map<LockedImage, Collection<Descriptor>> parts = new HashMap<>();
    Map<Digest, Integer> users = new HashMap<>();
    for (LockedImage image : sorted) {
      Collection<Descriptor> blobs = Wholeness.known(store, image);
      parts.put(image, blobs);
      blobs.forEach(blob -> users.merge(blob.digest(), 1, Integer::sum));
    }
    List<Row> rows = new ArrayList<>();
    Map<Digest, Long> once = new HashMap<>();
    for (LockedImage image : sorted) {
      rows.add(row(store, image, parts.get(image), users));
      parts.get(image).forEach(blob -> once.put(blob.digest(), blob.size()));
    }
    long bytes = once.values().stream().mapToLong(Long::longValue).sum();
    return new StoreListing(rows, bytes, unlisted(store, new HashSet<>(once.keySet())));
  }

  private static Row row(
      BlobStore store, LockedImage image, Collection<Descriptor> blobs, Map<Digest, Integer> users)
      throws IOException {
    long bytes = 0;
    long shared = 0;
    List<Digest> missing = new ArrayList<>();
    for (Descriptor blob : blobs) {
      bytes += blob.size();
      shared += users.get(blob.digest()) > 1 ? blob.size() : 0;
      if (!store.has(blob.digest(), blob.size())) {
        missing.add(blob.digest());
      }
    }
    return new Row(image, bytes, shared, platform(store, image), missing);
  }

  private static Optional<Platform> platform(BlobStore store, LockedImage image)
      throws IOException {
    Optional<Descriptor> config = Wholeness.config(store, image);
    if (config.isEmpty() || !store.has(config.get().digest())) {
      return Optional.empty();
    }
    JsonNode root =
        new JsonMapper().readTree(store.bytes(config.get().digest(), ManifestReader.MAX_BYTES));
    try {
      return Optional.of(
          new Platform(
              root.path("os").asText(),
              root.path("architecture").asText(),
              Optional.of(root.path("variant").asText()).filter(text -> !text.isEmpty())));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static long unlisted(BlobStore store, Set<Digest> needed) throws IOException {
    long bytes = 0;
    for (Digest digest : store.all()) {
      if (!needed.contains(digest)) {
        bytes += Files.size(store.path(digest));
      }
    }
    return bytes;
  }
}
