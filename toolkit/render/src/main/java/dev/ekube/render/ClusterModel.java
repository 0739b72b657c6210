package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.Device;
import dev.ekube.model.KubeletSettings;
import dev.ekube.model.Network;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A cluster in the words of the templates: maps, lists, texts, numbers and booleans, nothing that a
 * template could call.
 */
final class ClusterModel {
  private static final int VXLAN_OVERHEAD = 50;

  private ClusterModel() {}

  /** What every template may use. */
  static Map<String, Object> of(Cluster cluster) {
    return Map.ofEntries(
        Map.entry("cluster", cluster.name().value()),
        Map.entry("version", cluster.version().toString()),
        Map.entry("endpoint", endpoint(cluster)),
        Map.entry("network", network(cluster)),
        Map.entry("cni", cni(cluster.network().cni())),
        Map.entry(
            "manager",
            Map.of(
                "address", cluster.manager().address().toString(),
                "name", cluster.manager().name(),
                "port", cluster.manager().port())),
        Map.entry("nodes", cluster.nodes().stream().map(ClusterModel::node).toList()),
        Map.entry("controls", cluster.controlNodes().stream().map(ClusterModel::node).toList()),
        Map.entry("selinux", cluster.security().selinux().name().toLowerCase(Locale.ROOT)),
        Map.entry("images", images(cluster)),
        Map.entry("ports", ports()),
        Map.entry("certificates", CertificateNames.model(cluster)),
        Map.entry("apiNames", CertificateNames.apiServer(cluster)));
  }

  /** What templates of a role's own overlay may use besides. */
  static Map<String, Object> ofRole(Cluster cluster, Role role) {
    KubeletSettings kubelet = cluster.settings(role).kubelet();
    return Map.of(
        "name", role.word(),
        "isControl", role == Role.CONTROL,
        "checkMillis", Tuning.checkMillis(cluster, role),
        "maxPods", kubelet.maxPods(),
        "systemReserved", kubelet.systemReserved(),
        "kubeReserved", kubelet.kubeReserved(),
        "evictionHard", kubelet.evictionHard());
  }

  private static Map<String, Object> endpoint(Cluster cluster) {
    return Map.of(
        "vip", cluster.endpoint().vip().toString(),
        "name", cluster.endpoint().name(),
        "port", cluster.endpoint().port(),
        "routerId", cluster.endpoint().routerId());
  }

  private static Map<String, Object> network(Cluster cluster) {
    Network network = cluster.network();
    Network.Provisioning provisioning = network.provisioning();
    return Map.of(
        "interface", provisioning.interfaceName(),
        "dns", provisioning.dns().stream().map(Object::toString).toList(),
        "ntp", provisioning.ntp(),
        "pods", network.pods().toString(),
        "services", network.services().toString(),
        "domain", network.dnsDomain(),
        "dnsService", network.dnsService().toString());
  }

  private static Map<String, Object> cni(Network.Cni cni) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("flannel", cni.kind() == Network.Cni.Kind.FLANNEL);
    model.put("nftables", cni.nftables());
    // flannel is told the MTU outside the tunnel and takes 50 bytes off for pods.
    cni.mtu().ifPresent(mtu -> model.put("outerMtu", mtu + VXLAN_OVERHEAD));
    return model;
  }

  private static Map<String, Object> images(Cluster cluster) {
    ContainerImages images = ContainerImages.forCluster(cluster);
    return Map.of(
        "kubeProxy", images.kubeProxy().value(),
        "coreDns", images.coreDns().value(),
        "flannel", images.flannel().value(),
        "pause", images.pause().value());
  }

  private static Map<String, Object> ports() {
    return Map.of(
        "api", Tuning.API_PORT,
        "localApi", Tuning.LOCAL_API_PORT,
        "alive", Tuning.HAPROXY_ALIVE_PORT);
  }

  private static Map<String, Object> node(Node node) {
    return Map.of(
        "name", node.name().value(),
        "role", node.role().word(),
        "address", node.address().toString(),
        "interface", node.primary().device(),
        "hosts", hosts(node));
  }

  /**
   * Lines of /etc/hosts: each device with an address, named as Warewulf's own template names it.
   */
  private static List<Map<String, Object>> hosts(Node node) {
    return node.devices().stream()
        .filter(device -> device.address().isPresent())
        .map(
            device ->
                Map.<String, Object>of(
                    "address", device.address().orElseThrow().toString(),
                    "names", List.copyOf(hostNames(node, device))))
        .toList();
  }

  private static Set<String> hostNames(Node node, Device device) {
    String name = node.name().value();
    Stream<String> first = device.equals(node.primary()) ? Stream.of(name) : Stream.of();
    Set<String> names = new LinkedHashSet<>(first.toList());
    names.add(name + "-" + device.name());
    names.add(name + "-" + device.device());
    return names;
  }
}
