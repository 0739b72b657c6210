package dev.ekube.render;

import dev.ekube.kubeadm.Ports;
import dev.ekube.kubeadm.TemplateModel;
import dev.ekube.model.Cluster;
import dev.ekube.model.Device;
import dev.ekube.model.Node;
import dev.ekube.model.Role;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What the templates of overlays may use beyond {@link TemplateModel}. */
final class ClusterModel {
  private ClusterModel() {}

  /** What every template may use. */
  static Map<String, Object> of(Cluster cluster) {
    Map<String, Object> model = new HashMap<>(TemplateModel.of(cluster));
    model.put(
        "manager",
        Map.of(
            "address", cluster.manager().address().toString(),
            "name", cluster.manager().name(),
            "port", cluster.manager().port()));
    model.put("nodes", cluster.nodes().stream().map(ClusterModel::node).toList());
    model.put("controls", cluster.controlNodes().stream().map(ClusterModel::node).toList());
    model.put("selinux", cluster.security().selinux().name().toLowerCase(Locale.ROOT));
    model.put("ports", ports());
    model.put("certificates", CertificateNames.model(cluster));
    return model;
  }

  /** What templates of a role's own overlay may use besides. */
  static Map<String, Object> ofRole(Cluster cluster, Role role) {
    Map<String, Object> model = new HashMap<>(TemplateModel.kubelet(cluster, role));
    model.put("name", role.word());
    model.put("isControl", role == Role.CONTROL);
    model.put("checkMillis", Tuning.checkMillis(cluster, role));
    return model;
  }

  private static Map<String, Object> ports() {
    return Map.of(
        "api", Ports.API, "localApi", Ports.LOCAL_API, "alive", Tuning.HAPROXY_ALIVE_PORT);
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
