package dev.ekube.apply;

import dev.ekube.model.Cluster;
import dev.ekube.plan.Observed;
import java.util.Set;

/** Gathers what stands on the manager. Runs no wwctl and changes nothing. */
public final class Observer {
  private Observer() {}

  public static Observed observe(Cluster cluster, Ports ports) {
    return new Observed(
        ports.warewulf().nodes(),
        ports.overlays().read(cluster.name()),
        ports.warewulf().images(false),
        ports.warewulf().images(true),
        ports.archive().isManaged() ? ports.archive().present() : Set.of(),
        ports.warewulf().builtOverlays(),
        ports.pendingBoots().read(cluster.name()));
  }
}
