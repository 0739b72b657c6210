package dev.ekube.plan;

import dev.ekube.model.Cluster;
import dev.ekube.model.NodeName;
import dev.ekube.model.Problem;
import dev.ekube.model.Problem.Severity;
import dev.ekube.model.Role;
import dev.ekube.model.Span;
import dev.ekube.render.Rendered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What may be done but should be known. A warning stops nothing. */
final class Warnings {
  private final Cluster cluster;
  private final Rendered rendered;
  private final Observed observed;
  private final PlanOptions options;

  Warnings(Cluster cluster, Rendered rendered, Observed observed, PlanOptions options) {
    this.cluster = cluster;
    this.rendered = rendered;
    this.observed = observed;
    this.options = options;
  }

  /**
   * All warnings.
   *
   * @param steps of every part, left out ones too
   */
  List<Problem> all(List<Step> steps) {
    List<Problem> problems = new ArrayList<>();
    for (Part part : options.leftOut()) {
      long count = steps.stream().filter(step -> step.part() == part).count();
      if (count > 0) {
        problems.add(leftOut(part, count));
      }
    }
    misplacedTags(problems);
    for (Step step : steps) {
      if (step instanceof Step.PowerCycle cycle && options.selects(Part.POWER)) {
        controlNodesDown(cycle, problems);
      }
    }
    if (options.boot() && options.selects(Part.POWER)) {
      withoutIpmi(steps, problems);
    }
    return problems;
  }

  private Problem leftOut(Part part, long count) {
    String consequence =
        switch (part) {
          case IMAGES -> "the archive lacks images that nodes will ask for";
          case NODEIMAGES -> "nodes that boot now get the old node image, or none";
          case NODES -> "nodes.conf stays behind, and overlays of nodes that differ are not built";
          case OVERLAY -> "nodes that boot now get the overlays of before";
          case POWER -> "no node is power-cycled";
        };
    return warning(
        "only-leaves-out",
        "--only leaves out part " + part.word() + ", which has " + count + " steps: " + consequence,
        "run `ekube apply` without --only to bring everything in line");
  }

  private void misplacedTags(List<Problem> problems) {
    observed
        .nodes()
        .forEach(
            (name, node) -> {
              if (node.owner().filter(cluster.name()::equals).isPresent()
                  && !NodeName.isValid(name)) {
                problems.add(
                    warning(
                        "owner-tag-misplaced",
                        "Warewulf node "
                            + name
                            + " carries this cluster's owner tag, but ekube never writes such a"
                            + " name; it is left alone",
                        "remove the tag with `wwctl node set --tagdel ekube-cluster "
                            + name
                            + "`"));
              }
            });
  }

  /** More than a minority of etcd's voters at once is the end of a running cluster. */
  private void controlNodesDown(Step.PowerCycle cycle, List<Problem> problems) {
    Set<NodeName> cycled = new HashSet<>(cycle.nodes());
    List<NodeName> known =
        cluster.nodes(Role.CONTROL).stream()
            .map(node -> node.name())
            .filter(name -> OverlayUse.owns(cluster.name(), observed, name))
            .toList();
    List<NodeName> down = known.stream().filter(cycled::contains).toList();
    if (down.size() > (known.size() - 1) / 2 && !down.isEmpty()) {
      problems.add(
          warning(
              "boot-breaks-quorum",
              "the control nodes "
                  + NameList.of(down)
                  + " are power-cycled at once; a cluster that runs on them loses its quorum",
              "leave out --boot and restart control nodes one by one when the cluster is in use"));
    }
  }

  private void withoutIpmi(List<Step> steps, List<Problem> problems) {
    Set<NodeName> stale = new TreeSet<>();
    for (Step step : steps) {
      if (step instanceof Step.BuildOverlays build && options.selects(Part.OVERLAY)) {
        stale.addAll(build.nodes().keySet());
      }
    }
    rendered.nodes().stream()
        .filter(entry -> entry.ipmi().isPresent())
        .forEach(entry -> stale.remove(entry.name()));
    if (!stale.isEmpty()) {
      problems.add(
          warning(
              "boot-without-ipmi",
              "these nodes change but have no IPMI address: " + NameList.of(stale),
              "restart them yourself, or give them `ipmi` in cluster.yaml"));
    }
  }

  private Problem warning(String id, String message, String hint) {
    return new Problem(Severity.WARNING, id, Span.whole(options.source()), message, hint);
  }
}
