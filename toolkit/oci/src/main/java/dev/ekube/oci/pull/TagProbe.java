package dev.ekube.oci.pull;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.RegistryClient;
import dev.ekube.oci.registry.RegistryFault;
import dev.ekube.oci.store.BlobStore;
import java.util.List;
import java.util.Optional;

/**
 * Fetches the signatures that cosign keeps beside an image: a manifest of its own under the tag
 * {@code sha256-HEX.sig} of the signed digest, in the same repository.
 */
public final class TagProbe {
  private final BlobStore store;
  private final Registries registries;

  public TagProbe(BlobStore store, Registries registries) {
    this.store = store;
    this.registries = registries;
  }

  /**
   * The signatures' manifest, which is then in the store with all its blobs; empty when the
   * registry says that there is none.
   */
  public Optional<Descriptor> fetch(ImageRef image, Digest signed, PullListener listener)
      throws PullException, InterruptedException {
    Optional<Descriptor> found = find(image, signed, listener);
    if (found.isPresent()) {
      LockedImage whole = new LockedImage(image, found.get(), found.get());
      new Puller(store, registries).pull(List.of(whole), listener);
    }
    return found;
  }

  private Optional<Descriptor> find(ImageRef image, Digest signed, PullListener listener)
      throws PullException, InterruptedException {
    try (RegistryClient client = new RegistryClient(registries)) {
      String tag = "sha256-" + signed.hex() + ".sig";
      return Optional.of(new Manifests(client, listener).fetch(image, tag).descriptor());
    } catch (RegistryFault fault) {
      if (fault.kind() == FaultKind.NOT_FOUND) {
        return Optional.empty();
      }
      throw new PullException(List.of(fault));
    }
  }
}
