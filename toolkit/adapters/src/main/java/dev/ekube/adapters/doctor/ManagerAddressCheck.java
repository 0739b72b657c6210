package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.model.Cluster;
import dev.ekube.model.Ipv4;
import java.util.List;

/** cluster.yaml and warewulf.conf mean the same manager. */
final class ManagerAddressCheck extends WarewulfCheck {
  ManagerAddressCheck() {
    super("manager-address");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    if (site.cluster().isEmpty() || warewulf.address().isEmpty()) {
      return List.of(skipped("manager", "cluster.yaml or warewulf.conf names no address"));
    }
    Cluster cluster = site.cluster().get();
    Ipv4 meant = cluster.manager().address();
    Ipv4 served = warewulf.address().get();
    if (meant.equals(served)) {
      return List.of(ok("manager " + meant, "is Warewulf's ipaddr"));
    }
    return List.of(
        warn(
            "manager " + meant,
            "nodes boot from " + served + ", which is ipaddr in " + warewulf.configuration(),
            "write manager: {address: " + served + "} in cluster.yaml, if that is the same host"));
  }
}
