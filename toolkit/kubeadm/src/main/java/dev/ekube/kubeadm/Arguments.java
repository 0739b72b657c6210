package dev.ekube.kubeadm;

import dev.ekube.model.Cluster;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What components are told beyond kubeadm's own flags. It stands in the cluster's configuration
 * too, so that a manifest written anew by {@code kubeadm upgrade} says the same.
 */
final class Arguments {
  /**
   * One flag.
   *
   * @param reason a comment for the cluster's configuration; empty when the one before covers it
   */
  record Argument(String name, String value, String reason) {
    Map<String, Object> model() {
      return Map.of("name", name, "value", value, "reason", reason);
    }
  }

  private Arguments() {}

  static List<Argument> apiServer(Cluster cluster) {
    return cluster.controlNodes().size() > 1
        ? List.of(
            new Argument(
                "goaway-chance",
                "0.001",
                "Clients keep one connection for days; now and then one is asked to choose a"
                    + " server anew."))
        : List.of();
  }

  static List<Argument> controllerManager() {
    return List.of(
        new Argument(
            "kube-api-qps",
            "100",
            "At the default of 20 requests a second its start alone takes five seconds."),
        new Argument("kube-api-burst", "200", ""));
  }

  static List<Argument> etcd() {
    return List.of(
        new Argument(
            "heartbeat-interval",
            "50",
            "Members share one LAN and write to RAM: half of the defaults elects in half of the"
                + " time."),
        new Argument("election-timeout", "500", ""));
  }

  /**
   * Flags in the order in which kubeadm writes them (util/arguments.go): by name, and an extra one
   * takes the place of a default of the same name.
   */
  static List<String> merged(Map<String, String> defaults, List<Argument> extra) {
    SortedMap<String, String> all = new TreeMap<>(defaults);
    extra.forEach(argument -> all.put(argument.name(), argument.value()));
    return all.entrySet().stream().map(e -> "--" + e.getKey() + "=" + e.getValue()).toList();
  }
}
