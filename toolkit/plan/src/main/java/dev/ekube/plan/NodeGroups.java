package dev.ekube.plan;

import dev.ekube.model.NodeEntry;
import dev.ekube.model.NodeName;
import dev.ekube.plan.NodeChange.Change;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Gathers node changes that read alike, so that a thousand of them print as one block. Two nodes
 * are alike when the same fields change and those that go by role change equally; fields such as an
 * address may still differ from node to node.
 */
final class NodeGroups {
  private static final Set<String> BY_ROLE =
      Set.of("image", "profiles", "overlays.system", "overlays.runtime", "tag.ekube-role");

  private NodeGroups() {}

  /** Nodes that print as one block, in the order of their first. */
  record Group(boolean adopted, List<NodeChange> changes) {
    List<NodeName> names() {
      return changes.stream().map(change -> change.after().name()).toList();
    }

    Set<String> fields() {
      return changes.getFirst().fields().keySet();
    }

    /** The different changes of a field, each with its first node. */
    Map<Change, NodeName> variants(String field) {
      Map<Change, NodeName> variants = new LinkedHashMap<>();
      for (NodeChange change : changes) {
        variants.putIfAbsent(change.fields().get(field), change.after().name());
      }
      return variants;
    }
  }

  static List<Group> ofChanged(Collection<NodeChange> changes) {
    Map<Object, List<NodeChange>> groups = new LinkedHashMap<>();
    for (NodeChange change : changes) {
      SortedMap<String, Change> byRole = new TreeMap<>(change.fields());
      byRole.keySet().retainAll(BY_ROLE);
      List<Object> key = List.of(change.adopted(), change.fields().keySet(), byRole);
      groups.computeIfAbsent(key, k -> new ArrayList<>()).add(change);
    }
    return groups.values().stream().map(g -> new Group(g.getFirst().adopted(), g)).toList();
  }

  /** An added node is a change in which every field was absent. */
  static List<Group> ofAdded(Collection<NodeEntry> entries) {
    return ofChanged(entries.stream().map(NodeGroups::added).toList());
  }

  private static NodeChange added(NodeEntry entry) {
    SortedMap<String, Change> fields = new TreeMap<>();
    entry.fields().forEach((k, v) -> fields.put(k, new Change(Optional.empty(), Optional.of(v))));
    return new NodeChange(entry, fields, false);
  }
}
