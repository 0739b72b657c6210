package dev.ekube.kubeadm;

import static java.util.Map.entry;

import dev.ekube.model.Cluster;
import dev.ekube.model.KubeletSettings;
import dev.ekube.model.Network;
import dev.ekube.model.Role;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster in the words of the templates: maps, lists, texts, numbers and booleans, nothing that a
 * template could call.
 */
public final class TemplateModel {
  private static final int VXLAN_OVERHEAD = 50;

  private TemplateModel() {}

  /** What every template may use. */
  public static Map<String, Object> of(Cluster cluster) {
    return Map.ofEntries(
        entry("cluster", cluster.name().value()),
        entry("version", cluster.version().toString()),
        entry("endpoint", endpoint(cluster)),
        entry("network", network(cluster.network())),
        entry("cni", cni(cluster.network().cni())),
        entry("managerAddress", cluster.manager().address().toString()),
        entry("keys", cluster.security().keys().word()),
        entry("certificateValidity", inGo(cluster.security().certificates())),
        entry("arguments", arguments(cluster)),
        entry("images", images(cluster)),
        entry("ports", Map.of("api", Ports.API, "localApi", Ports.LOCAL_API)),
        entry("apiNames", ApiServerNames.of(cluster)));
  }

  /** As Go writes a duration. */
  private static String inGo(Duration duration) {
    return duration.toHours()
        + "h"
        + duration.toMinutesPart()
        + "m"
        + duration.toSecondsPart()
        + "s";
  }

  /** What templates of a kubelet's configuration may use besides. */
  public static Map<String, Object> kubelet(Cluster cluster, Role role) {
    KubeletSettings kubelet = cluster.settings(role).kubelet();
    return Map.of(
        "maxPods", kubelet.maxPods(),
        "systemReserved", kubelet.systemReserved(),
        "kubeReserved", kubelet.kubeReserved(),
        "evictionHard", kubelet.evictionHard());
  }

  private static Map<String, Object> arguments(Cluster cluster) {
    return Map.of(
        "apiServer", models(Arguments.apiServer(cluster)),
        "controllerManager", models(Arguments.controllerManager()),
        "etcd", models(Arguments.etcd()));
  }

  private static List<Map<String, Object>> models(List<Arguments.Argument> arguments) {
    return arguments.stream().map(Arguments.Argument::model).toList();
  }

  private static Map<String, Object> endpoint(Cluster cluster) {
    return Map.of(
        "vip", cluster.endpoint().vip().toString(),
        "name", cluster.endpoint().name(),
        "port", cluster.endpoint().port(),
        "routerId", cluster.endpoint().routerId());
  }

  private static Map<String, Object> network(Network network) {
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
}
