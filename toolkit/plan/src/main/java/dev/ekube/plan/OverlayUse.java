package dev.ekube.plan;

import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.model.OverlayName;
import dev.ekube.plan.Observed.ObservedNode;
import dev.ekube.render.Rendered;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Questions to nodes.conf: who names an overlay, and who owns a node. */
final class OverlayUse {
  private OverlayUse() {}

  /**
   * Overlays that nodes outside this cluster, or nodes that stay as they are, name in their lists.
   *
   * @param leaving nodes that do not count, because their entries go or are written anew
   */
  static Set<String> named(Observed observed, Collection<NodeName> leaving) {
    Set<String> names = new HashSet<>();
    for (Map.Entry<String, ObservedNode> e : observed.nodes().entrySet()) {
      if (!NodeName.isValid(e.getKey()) || !leaving.contains(new NodeName(e.getKey()))) {
        names.addAll(overlays(e.getValue()));
      }
    }
    return names;
  }

  /** Nodes whose images were built from the digest given, from overlays that still stand. */
  static Set<NodeName> upToDate(
      Rendered rendered, Observed observed, Map<NodeName, String> digests) {
    Set<OverlayName> standing = new HashSet<>();
    rendered
        .overlays()
        .forEach(
            (name, tree) -> {
              if (tree.equals(observed.overlays().get(name))) {
                standing.add(name);
              }
            });
    return rendered.nodes().stream()
        .filter(entry -> standing.containsAll(entry.systemOverlays()))
        .filter(entry -> standing.containsAll(entry.runtimeOverlays()))
        .map(NodeEntry::name)
        .filter(name -> digests.get(name).equals(observed.built().get(name)))
        .collect(Collectors.toSet());
  }

  static boolean owns(ClusterName cluster, Observed observed, NodeName node) {
    ObservedNode now = observed.nodes().get(node.value());
    return now != null && now.owner().equals(Optional.of(cluster));
  }

  private static List<String> overlays(ObservedNode node) {
    List<String> names = new ArrayList<>();
    for (String field : List.of("overlays.system", "overlays.runtime")) {
      names.addAll(List.of(node.fields().getOrDefault(field, "").split(" ")));
    }
    return names;
  }
}
