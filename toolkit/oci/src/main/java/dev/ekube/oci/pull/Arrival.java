package dev.ekube.oci.pull;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.registry.Attempts;
import dev.ekube.oci.registry.FaultKind;
import dev.ekube.oci.registry.RegistryClient;
import dev.ekube.oci.registry.RegistryFault;
import java.io.IOException;

/** One blob arriving from one of several places; each takes up where the one before was cut. */
abstract class Arrival<P> implements Attempts.Try<P, Boolean> {
  /** Less than this is no progress, so that a source cannot keep a pull going by drips. */
  private static final long WORTH_MENTIONING = 1 << 20;

  private final PartialBlob partial;
  private final Descriptor blob;
  private long furthest;

  Arrival(PartialBlob partial, Descriptor blob) {
    this.partial = partial;
    this.blob = blob;
    this.furthest = partial.size();
  }

  /** What the blob belongs to, for messages. */
  abstract String name(P place);

  /** Where it is fetched from, for messages. */
  abstract String place(P place);

  /** One request for the bytes from {@code from} on. */
  abstract void bring(P place, long from, RegistryClient.SinkAt sinkAt)
      throws IOException, InterruptedException;

  @Override
  public Boolean from(P place) throws IOException, InterruptedException {
    String tried = "fetch blob " + blob.digest() + " of " + name(place) + " from " + place(place);
    if (!partial.isWhole() || blob.size() == 0) {
      bring(place, partial.size(), start -> partial.at(start, tried));
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
