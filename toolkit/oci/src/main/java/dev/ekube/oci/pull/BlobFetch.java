package dev.ekube.oci.pull;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.registry.Attempts;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.registry.RegistryClient;
import dev.ekube.oci.registry.Source;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings one blob into the store, from whichever source delivers it. */
final class BlobFetch {
  private final BlobStore store;
  private final RegistryClient client;
  private final PullListener listener;

  BlobFetch(BlobStore store, RegistryClient client, PullListener listener) {
    this.store = store;
    this.client = client;
    this.listener = listener;
  }

  /** A repository at a source. */
  private record Place(Source source, String repository) {}

  /** False when another process fetches it just now and this call is not {@code patient}. */
  boolean fetch(Piece piece, boolean patient) throws IOException, InterruptedException {
    Descriptor blob = piece.blob();
    Optional<BlobLock> taken = BlobLock.take(store.partial(), blob.digest(), patient);
    if (taken.isEmpty()) {
      listener.elsewhere(blob);
      return false;
    }
    BlobLock lock = taken.get();
    try {
      if (!store.has(blob.digest(), blob.size())) {
        download(piece);
      }
    } finally {
      lock.close();
    }
    listener.at(blob, blob.size());
    listener.finished(blob);
    return true;
  }

  private void download(Piece piece) throws IOException, InterruptedException {
    Descriptor blob = piece.blob();
    try (PartialBlob partial = PartialBlob.open(store, blob, bytes -> listener.at(blob, bytes))) {
      new Attempts(client.limits(), listener::again).run(places(piece), arrival(partial, blob));
    }
  }

  private Set<Place> distinct(Piece piece) {
    Set<Place> places = new LinkedHashSet<>();
    for (var image : piece.images()) {
      ImageName name = ImageName.of(image);
      client
          .sources(name.registry())
          .forEach(source -> places.add(new Place(source, name.repository())));
    }
    return places;
  }

  private List<Place> places(Piece piece) {
    return List.copyOf(distinct(piece));
  }

  private Arrival<Place> arrival(PartialBlob partial, Descriptor blob) {
    return new Arrival<>(partial, blob) {
      @Override
      String name(Place place) {
        return place.source().registry() + "/" + place.repository();
      }

      @Override
      String place(Place place) {
        return place.source().place();
      }

      @Override
      void bring(Place place, long from, RegistryClient.SinkAt sinkAt)
          throws IOException, InterruptedException {
        client.blob(place.source(), place.repository(), blob, from, sinkAt);
      }
    };
  }
}
