package dev.ekube.cli.boot;

import dev.ekube.machine.Incarnation;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ClusterStatus;
import dev.ekube.wire.NodeStatus;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What every node has booted from: nothing on a node says it, and nothing else on the manager. A
 * boot that is seen for the first time was served by what stood there before anything was changed.
 *
 * @param boots the boot of each node that was seen last
 * @param told when a node that was silent was told to boot, in milliseconds since 1970
 */
record BootBook(SortedMap<NodeName, Boot> boots, SortedMap<NodeName, Long> told) {
  /**
   * One boot.
   *
   * @param from the digest of all that it was served
   */
  record Boot(Incarnation incarnation, String from) {}

  static final BootBook EMPTY = new BootBook(new TreeMap<>(), new TreeMap<>());

  BootBook {
    boots = Copies.sorted(boots);
    told = Copies.sorted(told);
  }

  /** Takes in the boots that it does not know yet; {@code served} is what nodes get now. */
  BootBook learning(ClusterStatus status, SortedMap<NodeName, String> served) {
    SortedMap<NodeName, Boot> known = new TreeMap<>(boots);
    SortedMap<NodeName, Long> left = new TreeMap<>(told);
    for (NodeStatus node : status.nodes()) {
      if (node.connected() && node.incarnation().isPresent()) {
        Boot was = known.get(node.name());
        if (was == null || !was.incarnation().equals(node.incarnation().get())) {
          String from = served.getOrDefault(node.name(), "");
          known.put(node.name(), new Boot(node.incarnation().get(), from));
        }
        left.remove(node.name());
      }
    }
    return new BootBook(known, left);
  }

  /** Nodes that are up with something else than what they would be served now. */
  List<NodeName> outdated(ClusterStatus status, SortedMap<NodeName, String> served) {
    return status.nodes().stream()
        .filter(NodeStatus::connected)
        .map(NodeStatus::name)
        .filter(node -> boots.containsKey(node))
        .filter(node -> !boots.get(node).from().equals(served.getOrDefault(node, "")))
        .toList();
  }

  BootBook telling(List<NodeName> nodes, long at) {
    SortedMap<NodeName, Long> all = new TreeMap<>(told);
    nodes.forEach(node -> all.put(node, at));
    return new BootBook(boots, all);
  }
}
