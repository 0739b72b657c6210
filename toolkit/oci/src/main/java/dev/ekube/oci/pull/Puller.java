package dev.ekube.oci.pull;

import dev.ekube.model.ImageRef;
import dev.ekube.oci.Descriptor;
import dev.ekube.oci.Digest;
import dev.ekube.oci.LockedImage;
import dev.ekube.oci.manifest.BadManifestException;
import dev.ekube.oci.manifest.Manifest;
import dev.ekube.oci.manifest.ManifestReader;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.Registries;
import dev.ekube.oci.registry.RegistryClient;
import dev.ekube.oci.registry.RegistryFault;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Brings all blobs of locked images into the store: index, manifest, configuration and layers, each
 * once however many images share it. What is there is not fetched again, and a pull that finds
 * everything opens no connection. Two pulls into one store share the work.
 */
public final class Puller {
  private final BlobStore store;
  private final Registries registries;

  public Puller(BlobStore store, Registries registries) {
    this.store = store;
    this.registries = registries;
  }

  /** Returns when everything is there; else names every fault, and has kept what did arrive. */
  public PullReport pull(List<LockedImage> images, PullListener listener)
      throws PullException, InterruptedException {
    try (RegistryClient client = new RegistryClient(registries)) {
      int hands = client.limits().parallel();
      Map<Digest, Descriptor> all = new TreeMap<>();
      List<Descriptor> fetched = new ArrayList<>();
      Manifests manifests = new Manifests(client, listener);
      for (LockedImage image : images) {
        for (Descriptor top : List.of(image.top(), image.manifest())) {
          boolean isNew = all.put(top.digest(), top) == null;
          if (isNew && !store.has(top.digest(), top.size())) {
            fetched.add(top);
          }
        }
      }
      Map<Digest, Piece> pieces = new LinkedHashMap<>();
      List<Manifest.Image> read = Crew.all(hands, images, image -> manifest(manifests, image));
      for (int i = 0; i < read.size(); i++) {
        collect(images.get(i).name(), read.get(i), pieces);
      }
      pieces.values().forEach(piece -> all.put(piece.blob().digest(), piece.blob()));
      List<Piece> missing = missing(pieces);
      listener.planned(missing);
      if (!missing.isEmpty()) {
        checkRoom(missing);
        fetchAll(missing, new BlobFetch(store, client, listener), hands);
      }
      missing.forEach(piece -> fetched.add(piece.blob()));
      return new PullReport(all.size(), bytes(all.values()), fetched.size(), bytes(fetched));
    }
  }

  private Manifest.Image manifest(Manifests manifests, LockedImage image)
      throws IOException, InterruptedException {
    String tried = "read the manifest of " + image.name();
    manifests.keep(store, image.name(), image.top());
    byte[] content = manifests.keep(store, image.name(), image.manifest());
    try {
      return switch (ManifestReader.read(content)) {
        case Manifest.Image found -> found;
        case Manifest.Index unused ->
            throw new RegistryFault(
                FaultKind.BAD_MANIFEST, tried, "the lock names an index where an image belongs");
      };
    } catch (BadManifestException e) {
      throw new RegistryFault(FaultKind.BAD_MANIFEST, tried, e.getMessage());
    }
  }

  private static void collect(ImageRef name, Manifest.Image image, Map<Digest, Piece> pieces) {
    List<Descriptor> blobs = new ArrayList<>(image.layers());
    blobs.add(image.config());
    for (Descriptor blob : blobs) {
      pieces.merge(
          blob.digest(),
          new Piece(blob, List.of(name)),
          (one, other) -> {
            List<ImageRef> both = new ArrayList<>(one.images());
            if (!both.contains(name)) {
              both.add(name);
            }
            return new Piece(one.blob(), both);
          });
    }
  }

  /** The largest first, so that none is left alone at the end. */
  private List<Piece> missing(Map<Digest, Piece> pieces) {
    return pieces.values().stream()
        .filter(piece -> !store.has(piece.blob().digest(), piece.blob().size()))
        .sorted(
            Comparator.comparingLong((Piece piece) -> -piece.blob().size())
                .thenComparing(piece -> piece.blob().digest()))
        .toList();
  }

  private void checkRoom(List<Piece> missing) throws PullException {
    String tried = "fetch " + missing.size() + " blobs into " + store.folder();
    try {
      long needed = 0;
      for (Piece piece : missing) {
        // Another pull may give the file its name at any time; it then counts as none.
        long there = store.partial().resolve(piece.blob().digest().hex()).toFile().length();
        needed += Math.max(0, piece.blob().size() - there);
      }
      long free = Files.getFileStore(store.partial()).getUsableSpace();
      if (free < needed) {
        throw new PullException(
            List.of(
                new RegistryFault(
                    FaultKind.DISK_FULL,
                    tried,
                    "they need " + mega(needed) + " and " + mega(free) + " are free")));
      }
    } catch (PullException e) {
      throw e;
    } catch (IOException e) {
      throw new PullException(List.of(dev.ekube.oci.registry.Faults.disk(e, tried)));
    }
  }

  private static void fetchAll(List<Piece> missing, BlobFetch fetch, int hands)
      throws PullException, InterruptedException {
    List<Boolean> done = Crew.all(hands, missing, piece -> fetch.fetch(piece, false));
    List<Piece> elsewhere = new ArrayList<>();
    for (int i = 0; i < done.size(); i++) {
      if (!done.get(i)) {
        elsewhere.add(missing.get(i));
      }
    }
    Crew.all(hands, elsewhere, piece -> fetch.fetch(piece, true));
  }

  private static long bytes(Iterable<Descriptor> blobs) {
    long sum = 0;
    for (Descriptor blob : blobs) {
      sum += blob.size();
    }
    return sum;
  }

  private static String mega(long bytes) {
    return (bytes + 999_999) / 1_000_000 + " MB";
  }
}
