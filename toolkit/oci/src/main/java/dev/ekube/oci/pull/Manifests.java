package dev.ekube.oci.pull;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.registry.Attempts;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.FetchedManifest;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.registry.RegistryClient;
import dev.ekube.oci.registry.RegistryFault;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;

/** Manifests from whichever source has them. */
final class Manifests {
  private final RegistryClient client;
  private final PullListener listener;

  Manifests(RegistryClient client, PullListener listener) {
    this.client = client;
    this.listener = listener;
  }

  /** By tag or digest. */
  FetchedManifest fetch(ImageRef image, String reference)
      throws RegistryFault, InterruptedException {
    ImageName name = ImageName.of(image);
    return new Attempts(client.limits(), listener::again)
        .run(
            client.sources(name.registry()),
            source -> client.manifest(source, name.repository(), reference));
  }

  /** From the store when its bytes there are right, else from the registry into the store. */
  byte[] keep(BlobStore store, ImageRef image, Descriptor manifest)
      throws IOException, InterruptedException {
    Digest digest = manifest.digest();
    if (store.has(digest, manifest.size())) {
      try {
        return store.bytes(digest, ManifestReader.MAX_BYTES);
      } catch (IOException changed) {
        store.delete(digest);
      }
    }
    byte[] content = fetch(image, digest.toString()).content();
    if (content.length != manifest.size()) {
      throw new RegistryFault(
          FaultKind.WRONG_BYTES,
          "fetch " + image + " as " + digest,
          "it has " + content.length + " bytes where the lock says " + manifest.size());
    }
    store.put(content);
    return content;
  }
}
