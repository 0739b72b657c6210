package dev.ekube.machine.arbiter;

import dev.ekube.machine.Order;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * What cluster.yaml tells the arbiter.
 *
 * @param control control nodes and their etcd peer URLs
 * @param totalLoss what happens when every voter's data is gone (rule R6)
 * @param snapshotEvery milliseconds between snapshots
 * @param snapshotsKept how many snapshots are kept
 */
public record Site(
    String cluster,
    SortedMap<NodeName, String> control,
    SortedSet<NodeName> workers,
    TotalLoss totalLoss,
    long snapshotEvery,
    int snapshotsKept) {
  public Site {
    control = Order.members(control);
    workers = Copies.sorted(workers);
  }

  public boolean knows(NodeName node) {
    return control.containsKey(node) || workers.contains(node);
  }
}
