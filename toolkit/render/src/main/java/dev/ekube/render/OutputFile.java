package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Network;
import dev.ekube.model.OverlayName;
import dev.ekube.model.Role;
import java.util.Optional;

/**
 * One row of {@link OverlayFiles}: a file of an overlay and where its text comes from.
 *
 * @param path below the overlay's root; {@code .ww} at the end leaves the rest to Warewulf
 * @param mode permission bits of the file
 * @param template resource below this package: {@code templates/…} or {@code manifests/…}
 * @param when which clusters have the file
 */
record OutputFile(Place place, String path, int mode, String template, When when) {

  /** The overlays of a cluster, by who gets them. */
  enum Place {
    EVERY_NODE,
    CONTROL_NODES,
    WORKERS,
    /** The runtime list, which reaches every node after boot and again every minute. */
    RUNTIME;

    OverlayName overlay(ClusterName cluster) {
      return switch (this) {
        case EVERY_NODE -> OverlayName.common(cluster);
        case CONTROL_NODES -> OverlayName.of(cluster, Role.CONTROL);
        case WORKERS -> OverlayName.of(cluster, Role.WORKER);
        case RUNTIME -> OverlayName.hosts(cluster);
      };
    }

    /** The role whose settings the overlay's templates may use. */
    Optional<Role> role() {
      return switch (this) {
        case EVERY_NODE, RUNTIME -> Optional.empty();
        case CONTROL_NODES -> Optional.of(Role.CONTROL);
        case WORKERS -> Optional.of(Role.WORKER);
      };
    }
  }

  /** Which clusters have a file. */
  enum When {
    ALWAYS,
    FLANNEL;

    boolean holdsFor(Cluster cluster) {
      return switch (this) {
        case ALWAYS -> true;
        case FLANNEL -> cluster.network().cni().kind() == Network.Cni.Kind.FLANNEL;
      };
    }
  }
}
