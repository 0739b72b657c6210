package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Clusters;
import dev.ekube.model.Images;
import dev.ekube.model.Ipv4;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.KubeletSettings;
import dev.ekube.model.Network;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import dev.ekube.model.RoleSettings;
import dev.ekube.model.Security;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The demo cluster with one thing changed. */
final class Edits {
  private static final Cluster DEMO = Clusters.demo();

  private Edits() {}

  static Cluster named(String name) {
    return new Cluster(
        new ClusterName(name),
        DEMO.version(),
        DEMO.endpoint(),
        DEMO.network(),
        DEMO.manager(),
        DEMO.roles(),
        DEMO.nodes(),
        DEMO.images(),
        DEMO.security(),
        DEMO.manifests(),
        DEMO.recovery(),
        DEMO.share());
  }

  static Cluster selinux(Security.Selinux selinux) {
    Security old = DEMO.security();
    Security security = new Security(old.enrolment(), selinux, old.keys(), old.certificates());
    return cluster(DEMO.network(), DEMO.roles(), DEMO.images(), security, DEMO.version());
  }

  static Cluster cni(Network.Cni cni) {
    Network n = DEMO.network();
    return network(new Network(n.provisioning(), n.pods(), n.services(), n.dnsDomain(), cni));
  }

  static Cluster cni(Network.Cni.Kind kind, boolean nftables, OptionalInt mtu) {
    return cni(new Network.Cni(kind, "v0.26.4", nftables, mtu));
  }

  static Cluster provisioning(List<Ipv4> dns, List<String> ntp) {
    Network n = DEMO.network();
    Network.Provisioning p = n.provisioning();
    return network(
        new Network(
            new Network.Provisioning(
                p.cidr(), p.interfaceName(), p.gateway(), dns, ntp, p.dhcp(), p.mtu()),
            n.pods(),
            n.services(),
            n.dnsDomain(),
            n.cni()));
  }

  static Cluster kubelet(Role role, KubeletSettings kubelet) {
    Map<Role, RoleSettings> roles = new TreeMap<>(DEMO.roles());
    RoleSettings old = roles.get(role);
    roles.put(role, new RoleSettings(old.image(), old.profiles(), kubelet));
    return cluster(DEMO.network(), roles, DEMO.images(), DEMO.security(), DEMO.version());
  }

  static Cluster images(Images images) {
    return cluster(DEMO.network(), DEMO.roles(), images, DEMO.security(), DEMO.version());
  }

  static Cluster version(String version) {
    return cluster(
        DEMO.network(), DEMO.roles(), DEMO.images(), DEMO.security(), KubeVersion.parse(version));
  }

  /** The demo cluster with one node replaced by another of the same name. */
  static Cluster node(Node changed) {
    return DEMO.withNodes(
        DEMO.nodes().stream()
            .map(node -> node.name().equals(changed.name()) ? changed : node)
            .toList());
  }

  /** That many control nodes and no workers. */
  static Cluster controlNodesOnly(int count) {
    return DEMO.withNodes(
        IntStream.range(0, count)
            .mapToObj(
                i -> Clusters.node("control" + i, Role.CONTROL, 0x10 + i, "10.0.0." + (i + 1)))
            .toList());
  }

  private static Cluster network(Network network) {
    return cluster(network, DEMO.roles(), DEMO.images(), DEMO.security(), DEMO.version());
  }

  private static Cluster cluster(
      Network network,
      Map<Role, RoleSettings> roles,
      Images images,
      Security security,
      KubeVersion version) {
    return new Cluster(
        DEMO.name(),
        version,
        DEMO.endpoint(),
        network,
        DEMO.manager(),
        new TreeMap<>(roles),
        DEMO.nodes(),
        images,
        security,
        DEMO.manifests(),
        DEMO.recovery(),
        DEMO.share());
  }
}
