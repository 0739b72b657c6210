package dev.ekube.oci.archive;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.manifest.BadManifestException;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Which platforms of a named image the store has whole.
 *
 * @param missing blobs of the others, and manifests that are not there at all
 */
public record Wholeness(List<LockedImage> whole, List<Descriptor> missing) {
  private static final String NO_PLATFORM = "unknown";

  public Wholeness {
    whole = List.copyOf(whole);
    missing = List.copyOf(missing);
  }

  public static Wholeness of(BlobStore store, ImageRef name, Descriptor top) throws IOException {
    if (!store.has(top.digest(), top.size())) {
      return new Wholeness(List.of(), List.of(top));
    }
    return switch (manifest(store, name, top)) {
      case Manifest.Image image -> {
        List<Descriptor> missing = missing(store, image);
        yield missing.isEmpty()
            ? new Wholeness(List.of(new LockedImage(name, top, top)), missing)
            : new Wholeness(List.of(), missing);
      }
      case Manifest.Index index -> ofIndex(store, name, top, index);
    };
  }

  private static Wholeness ofIndex(
      BlobStore store, ImageRef name, Descriptor top, Manifest.Index index) throws IOException {
    List<LockedImage> whole = new ArrayList<>();
    SequencedSet<Descriptor> missing = new LinkedHashSet<>();
    for (Manifest.Entry entry : index.entries()) {
      Descriptor one = entry.descriptor();
      boolean attestation = entry.platform().filter(p -> !p.os().equals(NO_PLATFORM)).isEmpty();
      if (attestation) {
        continue;
      }
      if (!store.has(one.digest(), one.size())) {
        missing.add(one);
      } else if (manifest(store, name, one) instanceof Manifest.Image image) {
        List<Descriptor> lacking = missing(store, image);
        missing.addAll(lacking);
        if (lacking.isEmpty()) {
          whole.add(new LockedImage(name, top, one));
        }
      }
    }
    return new Wholeness(whole, List.copyOf(missing));
  }

  /** All blobs of a locked image that are known, which without its manifest are two at most. */
  public static Collection<Descriptor> known(BlobStore store, LockedImage image)
      throws IOException {
    SequencedSet<Descriptor> known = new LinkedHashSet<>();
    known.add(image.top());
    known.add(image.manifest());
    Optional<Manifest.Image> content = content(store, image);
    content.ifPresent(
        one -> {
          known.add(one.config());
          known.addAll(one.layers());
        });
    return known;
  }

  /** The config's blob, where the manifest is there to name it. */
  public static Optional<Descriptor> config(BlobStore store, LockedImage image) throws IOException {
    return content(store, image).map(Manifest.Image::config);
  }

  private static Optional<Manifest.Image> content(BlobStore store, LockedImage image)
      throws IOException {
    Descriptor blob = image.manifest();
    if (!store.has(blob.digest(), blob.size())) {
      return Optional.empty();
    }
    return switch (manifest(store, image.name(), blob)) {
      case Manifest.Image content -> Optional.of(content);
      case Manifest.Index index -> Optional.empty();
    };
  }

  private static List<Descriptor> missing(BlobStore store, Manifest.Image image) {
    List<Descriptor> missing = new ArrayList<>(image.layers());
    missing.addFirst(image.config());
    missing.removeIf(blob -> store.has(blob.digest(), blob.size()));
    return missing;
  }

  private static Manifest manifest(BlobStore store, ImageRef name, Descriptor blob)
      throws IOException {
    try {
      return ManifestReader.read(store.bytes(blob.digest(), ManifestReader.MAX_BYTES));
    } catch (BadManifestException e) {
      throw ArchiveException.tried(
          "read image " + name,
          blob.digest() + " is no manifest: " + e.getMessage(),
          "fetch the image again");
    }
  }
}
