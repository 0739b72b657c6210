package dev.ekube.cli.images;

import dev.ekube.cli.ClusterArgument;
import dev.ekube.cli.PlaceOptions;
import dev.ekube.cli.Terminal;
import dev.ekube.lock.LockedPackage;
import java.util.List;

/** What a lock file says of packages, for other verbs than lock. */
public final class PinnedList {
  private PinnedList() {}

  /** The packages of the lock file that belongs to this cluster.yaml; none without one. */
  public static List<LockedPackage> of(
      ClusterArgument argument, PlaceOptions options, Terminal terminal) {
    return LockedSite.of(argument, options, terminal)
        .file()
        .read()
        .map(content -> content.lock().packages())
        .orElse(List.of());
  }
}
