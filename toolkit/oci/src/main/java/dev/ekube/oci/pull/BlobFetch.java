package dev.ekube.oci.pull;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.registry.Attempts;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.ImageName;
import dev.ekube.oci.registry.RegistryClient;
import dev.ekube.oci.registry.RegistryFault;
import dev.ekube.oci.registry.Source;
import dev.ekube.oci.store.BlobStore;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Brings one blob into the store, from whichever source delivers it. */
final class BlobFetch {
  /** Less than this is no progress, so that a source cannot keep a pull going by drips. */
  private static final long WORTH_MENTIONING = 1 << 20;

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
      new Attempts(client.limits(), listener::again)
          .run(places(piece), new OneSource(blob, partial));
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

  private final class OneSource implements Attempts.Try<Place, Boolean> {
    private final Descriptor blob;
    private final PartialBlob partial;
    private long furthest;

    OneSource(Descriptor blob, PartialBlob partial) {
      this.blob = blob;
      this.partial = partial;
      this.furthest = partial.size();
    }

    @Override
    public Boolean from(Place place) throws IOException, InterruptedException {
      String tried =
          "fetch blob "
              + blob.digest()
              + " of "
              + place.source().registry()
              + "/"
              + place.repository()
              + " from "
              + place.source().place();
      if (!partial.isWhole() || blob.size() == 0) {
        client.blob(
            place.source(),
            place.repository(),
            blob,
            partial.size(),
            start -> partial.at(start, tried));
      }
      if (!partial.isWhole()) {
        throw new RegistryFault(
            FaultKind.CUT,
            tried,
            "it ended after " + partial.size() + " of " + blob.size() + " bytes");
      }
      partial.publish(tried);
      return true;
    }

    @Override
    public boolean moved() {
      boolean moved = partial.size() - furthest >= WORTH_MENTIONING;
      furthest = moved ? partial.size() : furthest;
      return moved;
    }
  }
}
