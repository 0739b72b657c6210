package dev.ekube.oci.pull;

import dev.ekube.oci.Descriptor;
import dev.ekube.oci.registry.RegistryFault;
import java.util.List;

/** Hears how a pull goes on; called by many threads at once, so it must be quick and safe. */
public interface PullListener {
  PullListener NONE = new PullListener() {};

  /** All manifests are there, and these blobs are missing. */
  default void planned(List<Piece> missing) {}

  /** So many bytes of a blob are there now; fewer than before when bytes were thrown away. */
  default void at(Descriptor blob, long bytes) {}

  /** The blob is in the store: by this pull, or by another one that it waited for. */
  default void finished(Descriptor blob) {}

  /** Another process fetches this blob; it is waited for when nothing else is left to do. */
  default void elsewhere(Descriptor blob) {}

  /** Something failed and is tried again. */
  default void again(RegistryFault fault) {}
}
