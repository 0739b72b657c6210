package dev.ekube.apply.port;

import dev.ekube.model.ImageName;
import dev.ekube.model.NodeName;
import dev.ekube.plan.Observed.ObservedNode;
import java.util.Set;
import java.util.SortedMap;

/**
 * What Warewulf holds, for planning. Reads files and runs no wwctl. Not promised: that the answers
 * belong to one moment.
 */
public interface WarewulfView {
  /** Every node of nodes.conf. */
  SortedMap<String, ObservedNode> nodes();

  /** Node images with a root file system; with {@code published}, only those packed since. */
  Set<ImageName> images(boolean published);

  /** What overlay images are known to be built from, as far as they are still there. */
  SortedMap<NodeName, String> builtOverlays();
}
