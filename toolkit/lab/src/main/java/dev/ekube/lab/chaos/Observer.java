package dev.ekube.lab.chaos;

import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Optional;

/** What must be seen of a cluster while things are done to it. */
public interface Observer {
  /** Who leads etcd. */
  Optional<NodeName> leader();

  /** Who holds the virtual address. */
  Optional<NodeName> holder();

  /** The revision of the newest snapshot of the present epoch; 0 without one. */
  long snapshot();

  /** Hears that these nodes are about to boot, so that it can tell the new boots from the last. */
  void booting(List<NodeName> nodes);

  /** True when the agent of that node has finished so many tasks of its present boot, or all. */
  boolean hasFinished(NodeName node, int tasks);
}
