package dev.ekube.oci.serve;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.archive.Wholeness;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What can be asked for, by name: everything else is not there for clients, whatever else lies in
 * the store.
 *
 * @param repositories by registry and path, such as {@code registry.k8s.io/pause}
 */
record ServedImages(SortedMap<String, Repository> repositories) {
  /** Tags, and every blob that an image of this repository has, manifests among them. */
  record Repository(
      String registry,
      String path,
      SortedMap<String, Descriptor> tags,
      SortedMap<Digest, Descriptor> blobs) {

    /** The manifest under a tag or digest. */
    Optional<Descriptor> manifest(String reference) {
      return Optional.ofNullable(tags.get(reference)).or(() -> blob(reference));
    }

    Optional<Descriptor> blob(String digest) {
      try {
        return Optional.ofNullable(blobs.get(Digest.parse(digest)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  ServedImages {
    repositories = Collections.unmodifiableSortedMap(new TreeMap<>(repositories));
  }

  static ServedImages of(BlobStore store, List<LockedImage> images) throws IOException {
    SortedMap<String, Repository> repositories = new TreeMap<>();
    for (LockedImage image : images) {
      ImageName name = ImageName.of(image.name());
      Repository repository =
          repositories.computeIfAbsent(
              name.full(),
              key ->
                  new Repository(
                      name.registry(), name.repository(), new TreeMap<>(), new TreeMap<>()));
      name.tag().ifPresent(tag -> repository.tags().put(tag, image.top()));
      for (Descriptor blob : Wholeness.known(store, image)) {
        repository.blobs().putIfAbsent(blob.digest(), blob);
      }
    }
    return new ServedImages(repositories);
  }

  /**
   * The repository that a client means. containerd names the original registry in {@code ?ns=};
   * other clients write it before the path, or leave it out where only one registry has such a
   * path.
   */
  Optional<Repository> find(String path, Optional<String> namespace) {
    if (namespace.isPresent()) {
      Repository named = repositories.get(namespace.get() + "/" + path);
      if (named != null) {
        return Optional.of(named);
      }
    }
    Repository full = repositories.get(path);
    if (full != null || namespace.isPresent()) {
      return Optional.ofNullable(full);
    }
    List<Repository> ending =
        repositories.values().stream().filter(one -> one.path().equals(path)).toList();
    return ending.size() == 1 ? Optional.of(ending.getFirst()) : Optional.empty();
  }

  /** Names as a client without {@code ?ns=} can use them, or those of one registry alone. */
  List<String> catalog(Optional<String> namespace) {
    List<String> names = new ArrayList<>();
    for (Map.Entry<String, Repository> one : repositories.entrySet()) {
      if (namespace.isEmpty()) {
        names.add(one.getKey());
      } else if (one.getValue().registry().equals(namespace.get())) {
        names.add(one.getValue().path());
      }
    }
    return names;
  }
}
