package dev.ekube.plan;

import dev.ekube.model.Cluster;
import dev.ekube.model.FileTree;
import dev.ekube.model.ImageName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.Problem;
import dev.ekube.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What apply does, in order, and why in that order. A thing that is as it shall be yields no step,
 * so planning again after an apply gives an empty plan; at most four steps run wwctl, whatever the
 * number of nodes.
 */
public final class Planner {
  private final Cluster cluster;
  private final Rendered rendered;
  private final List<ImageRef> needed;
  private final Observed observed;
  private final PlanOptions options;
  private final NodesDifference nodes;

  /** As much of {@link #nodes} as this run settles: all of it, or nothing under {@code --only}. */
  private final NodesDifference touching;

  private final List<ImageName> publish;
  private final SortedMap<NodeName, String> digests;
  private final SortedMap<NodeName, String> build;

  private Planner(
      Cluster cluster,
      Rendered rendered,
      List<ImageRef> needed,
      Observed observed,
      PlanOptions options) {
    this.cluster = cluster;
    this.rendered = rendered;
    this.needed = needed;
    this.observed = observed;
    this.options = options;
    this.nodes = NodesDifference.between(cluster.name(), rendered, observed, options.adopt());
    this.touching = options.selects(Part.NODES) ? nodes : NodesDifference.NONE;
    this.publish = usedImages().filter(i -> !observed.published().contains(i)).toList();
    this.digests = BuildDigest.of(rendered);
    this.build = nodesToBuild();
  }

  /**
   * Compares what shall be with what is.
   *
   * @param needed container images that the archive shall hold
   */
  public static Plan plan(
      Cluster cluster,
      Rendered rendered,
      List<ImageRef> needed,
      Observed observed,
      PlanOptions options) {
    return new Planner(cluster, rendered, needed, observed, options).plan();
  }

  private Plan plan() {
    List<Step> steps =
        Stream.of(
                // What nodes boot must be there before nodes.conf names it.
                pullImages(),
                buildNodeImages(),
                publishNodeImages(),
                // Any write to nodes.conf makes built overlays look old, so it comes before them.
                updateNodes(),
                // Nodes no longer name what is removed here; trees stand before they are packed.
                writeOverlays(),
                removeOverlays(),
                buildOverlays(),
                removeBuiltOverlays(),
                // Last, because a node must boot nothing but what was applied as a whole.
                powerCycle())
            .flatMap(List::stream)
            .toList();
    List<Problem> refusals = new Refusals(cluster, rendered, observed, options).all();
    refusals.addAll(new Warnings(cluster, rendered, observed, options).all(steps));
    return new Plan(
        cluster.name(), steps.stream().filter(s -> options.selects(s.part())).toList(), refusals);
  }

  private List<Step> pullImages() {
    List<ImageRef> missing =
        needed.stream().distinct().sorted().filter(i -> !observed.archive().contains(i)).toList();
    return options.archiveManaged() && !missing.isEmpty()
        ? List.of(new Step.PullImages(missing))
        : List.of();
  }

  private List<Step> buildNodeImages() {
    List<ImageName> missing =
        usedImages().filter(image -> !observed.rootfs().contains(image)).toList();
    return options.canBuildNodeImages() && !missing.isEmpty()
        ? List.of(new Step.BuildNodeImages(missing))
        : List.of();
  }

  private List<Step> publishNodeImages() {
    return publish.isEmpty() ? List.of() : List.of(new Step.PublishNodeImages(publish));
  }

  private List<Step> updateNodes() {
    return nodes.isEmpty()
        ? List.of()
        : List.of(new Step.UpdateNodes(nodes.added(), nodes.changed(), nodes.removed()));
  }

  private List<Step> writeOverlays() {
    List<Step> steps = new ArrayList<>();
    rendered
        .overlays()
        .forEach(
            (name, after) -> {
              FileTree before = observed.overlays().getOrDefault(name, FileTree.empty());
              if (!observed.overlays().containsKey(name) || !before.equals(after)) {
                steps.add(new Step.WriteOverlay(name, before, after));
              }
            });
    return steps;
  }

  private List<Step> removeOverlays() {
    Set<String> named = OverlayUse.named(observed, touching.touched());
    return observed.overlays().keySet().stream()
        .filter(name -> !rendered.overlays().containsKey(name) && !named.contains(name.value()))
        .<Step>map(Step.RemoveOverlay::new)
        .toList();
  }

  private List<Step> buildOverlays() {
    return build.isEmpty() ? List.of() : List.of(new Step.BuildOverlays(build));
  }

  /**
   * Nodes that this run removes, and those that an earlier run removed before it was cut. A built
   * image whose node belongs to somebody else by now is left alone.
   */
  private List<Step> removeBuiltOverlays() {
    Set<NodeName> gone = new TreeSet<>(touching.removed());
    for (NodeName name : observed.built().keySet()) {
      if (!observed.nodes().containsKey(name.value()) && !digests.containsKey(name)) {
        gone.add(name);
      }
    }
    return gone.isEmpty() ? List.of() : List.of(new Step.RemoveBuiltOverlays(List.copyOf(gone)));
  }

  private List<Step> powerCycle() {
    Set<NodeName> stale = new TreeSet<>(observed.pendingBoot());
    if (options.selects(Part.OVERLAY)) {
      stale.addAll(build.keySet());
    }
    List<NodeName> cycled =
        rendered.nodes().stream()
            .filter(entry -> entry.ipmi().isPresent())
            .filter(entry -> stale.contains(entry.name()) || bootsNewImage(entry))
            .map(NodeEntry::name)
            .toList();
    return options.boot() && !cycled.isEmpty() ? List.of(new Step.PowerCycle(cycled)) : List.of();
  }

  private boolean bootsNewImage(NodeEntry entry) {
    return options.selects(Part.NODEIMAGES) && publish.contains(entry.image());
  }

  private Stream<ImageName> usedImages() {
    return rendered.nodes().stream().map(NodeEntry::image).distinct().sorted();
  }

  /**
   * Nodes whose images were not built from what stands in cluster.yaml now, or may have been built
   * by somebody else from an overlay that is written here. When nodes.conf is left out of this run,
   * nodes that still differ there wait: their images would come from old entries.
   */
  private SortedMap<NodeName, String> nodesToBuild() {
    SortedMap<NodeName, String> stale = new TreeMap<>(digests);
    stale.keySet().removeAll(OverlayUse.upToDate(rendered, observed, digests));
    if (!options.selects(Part.NODES)) {
      Set<NodeName> unsettled = nodes.unsettled();
      stale.keySet().removeIf(unsettled::contains);
      stale.keySet().removeIf(n -> !OverlayUse.owns(cluster.name(), observed, n));
    }
    return stale;
  }
}
