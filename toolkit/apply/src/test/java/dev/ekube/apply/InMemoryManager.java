package dev.ekube.apply;

import dev.ekube.apply.port.Calls;
import dev.ekube.apply.port.InMemoryArchive;
import dev.ekube.apply.port.InMemoryNodeImages;
import dev.ekube.apply.port.InMemoryOverlays;
import dev.ekube.apply.port.InMemoryPendingBoots;
import dev.ekube.apply.port.InMemoryWarewulf;
import dev.ekube.apply.port.Reporter;
import dev.ekube.model.Cluster;
import dev.ekube.model.ImageRef;
import dev.ekube.plan.Observed;
import dev.ekube.plan.Plan;
import dev.ekube.plan.PlanOptions;
import dev.ekube.plan.Planner;
import dev.ekube.plan.SmallRender;
import dev.ekube.render.Rendered;
import java.util.List;

/** A whole manager in memory, with all ports over one state. */
public final class InMemoryManager {
  private final Calls calls = new Calls();
  private final InMemoryWarewulf warewulf = new InMemoryWarewulf(calls);
  private final InMemoryOverlays overlays = new InMemoryOverlays(calls);
  private final InMemoryPendingBoots pendingBoots = new InMemoryPendingBoots();
  private final InMemoryArchive archive;
  private final InMemoryNodeImages nodeImages;

  /**
   * An empty manager.
   *
   * @param able it keeps an archive and builds node images
   */
  public InMemoryManager(boolean able) {
    this.archive = new InMemoryArchive(calls, able);
    this.nodeImages = new InMemoryNodeImages(calls, able, warewulf);
  }

  public Calls calls() {
    return calls;
  }

  public InMemoryWarewulf warewulf() {
    return warewulf;
  }

  public InMemoryOverlays overlays() {
    return overlays;
  }

  public Ports ports() {
    return new Ports(warewulf, overlays, archive, nodeImages, pendingBoots);
  }

  public PlanOptions options() {
    return PlanOptions.standard("cluster.yaml")
        .withAbilities(archive.isManaged(), nodeImages.canBuild());
  }

  public Plan plan(Cluster cluster, List<ImageRef> needed, PlanOptions options) {
    return plan(cluster, SmallRender.of(cluster), needed, options);
  }

  public Plan plan(Cluster cluster, Rendered rendered, List<ImageRef> needed, PlanOptions options) {
    Observed observed = Observer.observe(cluster, ports());
    return Planner.plan(cluster, rendered, needed, observed, options);
  }

  /** Plans and applies; ready for the same call again. */
  public Outcome apply(
      Cluster cluster, List<ImageRef> needed, PlanOptions options, Reporter reporter) {
    Rendered rendered = SmallRender.of(cluster);
    Plan plan = plan(cluster, rendered, needed, options);
    return Applier.apply(plan, ports(), reporter, () -> plan(cluster, rendered, needed, options));
  }
}
