package dev.ekube.manager.cluster;

import dev.ekube.kubeadm.EtcdManifest;
import dev.ekube.machine.arbiter.Site;
import dev.ekube.model.Cluster;
import dev.ekube.model.Copies;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import java.util.Map;
import java.util.TreeMap;

/** What the arbiter must know of a cluster.yaml. */
final class Sites {
  private Sites() {}

  static Site of(Cluster cluster) {
    Map<NodeName, String> control = new TreeMap<>();
    for (Node node : cluster.controlNodes()) {
      control.put(node.name(), EtcdManifest.peerUrl(node));
    }
    return new Site(
        cluster.name().value(),
        Copies.sorted(control),
        Copies.sorted(cluster.nodes(Role.WORKER).stream().map(Node::name).toList()),
        cluster.recovery().totalLoss(),
        cluster.recovery().snapshotEvery().toMillis(),
        cluster.recovery().snapshotsKept());
  }
}
