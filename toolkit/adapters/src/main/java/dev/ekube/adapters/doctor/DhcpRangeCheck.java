package dev.ekube.adapters.doctor;

import dev.ekube.adapters.warewulf.WarewulfInstall;
import dev.ekube.model.Cluster;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Ipv4Range;
import dev.ekube.model.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The DHCP server never hands out an address that the cluster already uses. */
final class DhcpRangeCheck extends WarewulfCheck {
  DhcpRangeCheck() {
    super("dhcp-range");
  }

  @Override
  List<Finding> look(WarewulfInstall warewulf, Site site, Host host) {
    if (!warewulf.dhcp().enabled()) {
      return List.of(skipped("DHCP", "Warewulf does not configure it, so its range is not known"));
    }
    Optional<Ipv4Range> range = range(warewulf.dhcp());
    if (range.isEmpty()) {
      return List.of(
          warn(
              "DHCP",
              "warewulf.conf names no range, or one that runs backwards",
              "set `range start` and `range end` of dhcp in "
                  + warewulf.configuration()
                  + ", then: wwctl configure dhcp"));
    }
    return site.cluster()
        .map(cluster -> judge(cluster, range.get(), warewulf))
        .orElseGet(
            () -> List.of(skipped("DHCP", "no cluster.yaml to compare %s with", range.get())));
  }

  private List<Finding> judge(Cluster cluster, Ipv4Range range, WarewulfInstall warewulf) {
    String remedy =
        "choose an address outside of it in cluster.yaml, or move the range in "
            + warewulf.configuration()
            + " and run: wwctl configure dhcp";
    List<Finding> findings = new ArrayList<>();
    if (range.contains(cluster.endpoint().vip())) {
      findings.add(fail("VIP " + cluster.endpoint().vip(), inside(range), remedy));
    }
    if (range.contains(cluster.manager().address())) {
      findings.add(fail("manager " + cluster.manager().address(), inside(range), remedy));
    }
    List<Node> nodes =
        cluster.nodes().stream().filter(node -> range.contains(node.address())).toList();
    if (!nodes.isEmpty()) {
      Ipv4 first = nodes.getFirst().address();
      String detail =
          nodes.size()
              + " of "
              + cluster.nodes().size()
              + " nodes have addresses that DHCP"
              + " may give to another machine, the first is "
              + first;
      findings.add(warn("nodes in " + range, detail, remedy));
    }
    if (findings.isEmpty()) {
      findings.add(ok("DHCP " + range, "holds neither VIP nor manager nor node"));
    }
    return findings;
  }

  private static String inside(Ipv4Range range) {
    return "lies inside the DHCP range " + range + ", so two machines may come to have it";
  }

  private static Optional<Ipv4Range> range(WarewulfInstall.Dhcp dhcp) {
    return dhcp.first()
        .flatMap(
            first ->
                dhcp.last()
                    .filter(last -> first.compareTo(last) <= 0)
                    .map(last -> new Ipv4Range(first, last)));
  }
}
