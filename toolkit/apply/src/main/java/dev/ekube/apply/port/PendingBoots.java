package dev.ekube.apply.port;

import dev.ekube.model.ClusterName;
import dev.ekube.model.NodeName;
import java.util.Set;

/**
 * Remembers over a cut which nodes were still to be power-cycled: nothing else on the manager tells
 * whether a node has booted what was applied. Not promised: that a node in the set is not up.
 */
public interface PendingBoots {
  Set<NodeName> read(ClusterName cluster);

  /** Replaces the set, synced to disk when it returns. */
  void write(ClusterName cluster, Set<NodeName> nodes);
}
