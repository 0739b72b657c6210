package dev.ekube.adapters.warewulf;

import dev.ekube.model.NodeName;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Remembers how overlay images stood before a build and tells afterwards which are not new. */
final class OverlayBuild {
  private final Function<NodeName, List<Packed>> images;
  private final SortedMap<NodeName, List<String>> before = new TreeMap<>();

  OverlayBuild(Collection<NodeName> nodes, Function<NodeName, List<Packed>> images) {
    this.images = images;
    nodes.forEach(name -> before.put(name, states(name)));
  }

  /** Nodes of which an image is missing, cut short, or the one that stood there before. */
  Set<NodeName> failed() {
    Set<NodeName> failed = new TreeSet<>();
    before.forEach(
        (name, states) -> {
          List<Packed> now = images.apply(name);
          for (int i = 0; i < now.size(); i++) {
            if (!now.get(i).isWhole() || now.get(i).state().equals(states.get(i))) {
              failed.add(name);
            }
          }
        });
    return failed;
  }

  int size() {
    return before.size();
  }

  /** How many nodes have other images than before; some of them may not be whole yet. */
  int renewed() {
    int count = 0;
    for (var node : before.entrySet()) {
      List<String> now = states(node.getKey());
      boolean all = true;
      for (int i = 0; i < now.size(); i++) {
        all &= !now.get(i).equals(node.getValue().get(i));
      }
      count += all ? 1 : 0;
    }
    return count;
  }

  private List<String> states(NodeName name) {
    return images.apply(name).stream().map(Packed::state).toList();
  }
}
