package dev.ekube.cli.packages;

import dev.ekube.apply.port.PortException;
import dev.ekube.lock.LockedPackage;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.pull.PullListener;
import dev.ekube.oci.pull.WebFetch;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.WebClient;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** Pinned packages, on a machine that did not pin them. */
public final class PackagePull {
  private static final String TYPE = "application/x-rpm";

  private PackagePull() {}

  /**
   * Fetches what the store lacks from where it was found when it was pinned. Its bytes are held to
   * the lock's digest.
   *
   * @param outside whether other places than this machine may be asked
   */
  public static void missing(List<LockedPackage> locked, BlobStore store, boolean outside)
      throws IOException {
    List<LockedPackage> lacking =
        locked.stream()
            .filter(one -> !store.has(one.digest(), one.size()))
            .filter(one -> outside || one.url().startsWith("file:"))
            .toList();
    if (lacking.isEmpty()) {
      return;
    }
    try (WebClient client = new WebClient(Registries.of(Map.of(), System.getenv()))) {
      WebFetch fetch = new WebFetch(store, client, PullListener.NONE);
      for (LockedPackage one : lacking) {
        Descriptor file = new Descriptor(TYPE, one.digest(), one.size());
        fetch.fetch(file, List.of(URI.create(one.url())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("fetching packages");
    }
  }
}
