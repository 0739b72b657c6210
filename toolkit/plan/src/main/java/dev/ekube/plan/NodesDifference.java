package dev.ekube.plan;

import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.plan.NodeChange.Change;
import dev.ekube.plan.Observed.ObservedNode;
import dev.ekube.render.Rendered;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** How nodes.conf differs from what it shall be, as far as this cluster may change it. */
record NodesDifference(List<NodeEntry> added, List<NodeChange> changed, List<NodeName> removed) {

  static NodesDifference between(
      ClusterName cluster, Rendered rendered, Observed observed, boolean adopt) {
    List<NodeEntry> added = new ArrayList<>();
    List<NodeChange> changed = new ArrayList<>();
    for (NodeEntry entry : rendered.nodes()) {
      Optional<ObservedNode> now = Optional.ofNullable(observed.nodes().get(entry.name().value()));
      if (now.isEmpty()) {
        added.add(entry);
      } else {
        change(cluster, entry, now.get(), adopt).ifPresent(changed::add);
      }
    }
    return new NodesDifference(added, changed, removed(cluster, rendered, observed));
  }

  /** The difference of a run that leaves nodes.conf alone. */
  static final NodesDifference NONE = new NodesDifference(List.of(), List.of(), List.of());

  boolean isEmpty() {
    return added.isEmpty() && changed.isEmpty() && removed.isEmpty();
  }

  /** Nodes whose entry in nodes.conf is not yet what it shall be. */
  Set<NodeName> unsettled() {
    Set<NodeName> names = new TreeSet<>();
    added.forEach(entry -> names.add(entry.name()));
    changed.forEach(change -> names.add(change.after().name()));
    return names;
  }

  /** Every node whose entry is written or removed. */
  Set<NodeName> touched() {
    Set<NodeName> names = unsettled();
    names.addAll(removed);
    return names;
  }

  private static Optional<NodeChange> change(
      ClusterName cluster, NodeEntry entry, ObservedNode now, boolean adopt) {
    boolean adopted = now.owner().isEmpty() && adopt;
    boolean owned = now.owner().equals(Optional.of(cluster));
    if (!owned && !adopted) {
      return Optional.empty();
    }
    SortedMap<String, Change> fields = fields(now.fields(), entry.fields());
    return fields.isEmpty()
        ? Optional.empty()
        : Optional.of(new NodeChange(entry, fields, adopted));
  }

  private static SortedMap<String, Change> fields(
      SortedMap<String, String> before, SortedMap<String, String> after) {
    SortedMap<String, Change> fields = new TreeMap<>();
    Set<String> keys = new TreeSet<>(before.keySet());
    keys.addAll(after.keySet());
    for (String key : keys) {
      Change change =
          new Change(Optional.ofNullable(before.get(key)), Optional.ofNullable(after.get(key)));
      if (!change.before().equals(change.after())) {
        fields.put(key, change);
      }
    }
    return fields;
  }

  private static List<NodeName> removed(ClusterName cluster, Rendered rendered, Observed observed) {
    Set<String> kept =
        rendered.nodes().stream().map(e -> e.name().value()).collect(Collectors.toSet());
    return observed.nodes().entrySet().stream()
        .filter(e -> e.getValue().owner().equals(Optional.of(cluster)))
        .map(e -> e.getKey())
        .filter(name -> !kept.contains(name) && NodeName.isValid(name))
        .map(NodeName::new)
        .sorted()
        .toList();
  }
}
