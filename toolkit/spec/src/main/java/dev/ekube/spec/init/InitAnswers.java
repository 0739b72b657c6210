package dev.ekube.spec.init;

import dev.ekube.model.Cidr;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Ipv4Range;
import dev.ekube.model.KubeVersion;
import java.util.List;
import java.util.Optional;

/** What a new cluster.yaml is written from. */
public record InitAnswers(
    ClusterName name,
    KubeVersion version,
    Ipv4 vip,
    String endpointName,
    Cidr provisioning,
    String interfaceName,
    Optional<Ipv4> gateway,
    List<Ipv4> dns,
    Optional<Ipv4Range> dhcpRange,
    Ipv4 managerAddress,
    String managerName,
    Cidr pods,
    Cidr services,
    List<InitNode> nodes) {
  public InitAnswers {
    dns = List.copyOf(dns);
    nodes = List.copyOf(nodes);
  }

  /** The same answers with other nodes, such as those that Warewulf knows. */
  public InitAnswers withNodes(List<InitNode> others) {
    return new InitAnswers(
        name,
        version,
        vip,
        endpointName,
        provisioning,
        interfaceName,
        gateway,
        dns,
        dhcpRange,
        managerAddress,
        managerName,
        pods,
        services,
        others);
  }
}
