package dev.ekube.oci.archive;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.manifest.BadManifestException;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one locked image consists of.
 *
 * @param content the locked platform's config and layers
 */
record ImageBlobs(LockedImage image, Manifest.Image content) {

  /** Reads the image's manifests in the store, each checked against its digest. */
  static ImageBlobs of(BlobStore store, LockedImage image) throws IOException {
    Manifest manifest = manifest(store, image, image.manifest());
    if (!(manifest instanceof Manifest.Image content)) {
      throw failed(image, image.manifest().digest() + " is an index, not one platform's manifest");
    }
    if (!image.top().digest().equals(image.manifest().digest())) {
      checkListed(image, manifest(store, image, image.top()));
    }
    return new ImageBlobs(image, content);
  }

  /** Every blob of the image, from the top down. */
  Collection<Descriptor> all() {
    SortedMap<Digest, Descriptor> all = new TreeMap<>();
    all.put(image.top().digest(), image.top());
    all.put(image.manifest().digest(), image.manifest());
    all.put(content.config().digest(), content.config());
    content.layers().forEach(layer -> all.put(layer.digest(), layer));
    return all.values();
  }

  private static void checkListed(LockedImage image, Manifest top) throws IOException {
    Digest wanted = image.manifest().digest();
    boolean listed =
        top instanceof Manifest.Index index
            && index.entries().stream()
                .anyMatch(entry -> entry.descriptor().digest().equals(wanted));
    if (!listed) {
      throw failed(image, "its index " + image.top().digest() + " does not list " + wanted);
    }
  }

  private static Manifest manifest(BlobStore store, LockedImage image, Descriptor blob)
      throws IOException {
    if (!store.has(blob.digest())) {
      throw failed(image, blob.digest() + " is not in the store");
    }
    try {
      return ManifestReader.read(store.bytes(blob.digest(), ManifestReader.MAX_BYTES));
    } catch (BadManifestException e) {
      throw failed(image, blob.digest() + " is no manifest: " + e.getMessage());
    }
  }

  private static ArchiveException failed(LockedImage image, String reason) {
    return ArchiveException.tried(
        "read image " + image.name() + " in the store", reason, "ekube images pull");
  }
}
