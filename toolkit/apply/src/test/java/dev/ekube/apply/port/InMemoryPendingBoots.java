package dev.ekube.apply.port;

import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeName;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Pending boots that outlive an apply but not the test. */
public final class InMemoryPendingBoots implements PendingBoots {
  private final SortedMap<ClusterName, Set<NodeName>> pending = new TreeMap<>();

  @Override
  public Set<NodeName> read(ClusterName cluster) {
    return pending.getOrDefault(cluster, Set.of());
  }

  @Override
  public void write(ClusterName cluster, Set<NodeName> nodes) {
    pending.put(cluster, Set.copyOf(nodes));
  }
}
