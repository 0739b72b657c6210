package dev.ekube.cli.images;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.lock.Lock;
import dev.ekube.lock.LockedPackage;
import dev.ekube.oci.LockedImage;
import java.util.List;
import java.util.Optional;

/** What a lock file pins, for other verbs than lock. */
public final class PinnedList {
  private PinnedList() {}

  /** The packages of the lock file that belongs to this cluster.yaml; none without one. */
  public static List<LockedPackage> of(
      ClusterArgument argument, PlaceOptions options, Terminal terminal) {
    return lock(argument, options, terminal).map(Lock::packages).orElse(List.of());
  }

  /** The container images of the lock file that belongs to this cluster.yaml; none without one. */
  public static List<LockedImage> images(
      ClusterArgument argument, PlaceOptions options, Terminal terminal) {
    return lock(argument, options, terminal).map(Lock::images).orElse(List.of());
  }

  private static Optional<Lock> lock(
      ClusterArgument argument, PlaceOptions options, Terminal terminal) {
    return LockedSite.of(argument, options, terminal).file().read().map(LockFile.Content::lock);
  }
}
