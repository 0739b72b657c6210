package dev.ekube.render;

import dev.ekube.model.Cluster;
import dev.ekube.model.Device;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Network;
import dev.ekube.model.Node;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.RoleSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** What Warewulf's nodes.conf shall say of each node. */
final class NodeEntries {
  private NodeEntries() {}

  /** One entry per node, in natural order of names. */
  static List<NodeEntry> of(Cluster cluster) {
    return cluster.nodes().stream().map(node -> entry(cluster, node)).toList();
  }

  private static NodeEntry entry(Cluster cluster, Node node) {
    RoleSettings settings = cluster.settings(node.role());
    return new NodeEntry(
        node.name(),
        settings.image(),
        settings.profiles(),
        Renderer.systemOverlays(cluster, node.role()),
        Renderer.runtimeOverlays(cluster),
        node.kernelArgs(),
        devices(cluster.network().provisioning(), node),
        NodeTags.of(cluster, node),
        node.ipmi());
  }

  /** The primary device takes from the provisioning network what the node leaves unsaid. */
  private static List<Device> devices(Network.Provisioning network, Node node) {
    List<Device> devices = new ArrayList<>(node.devices());
    Device own = node.primary();
    OptionalInt mtu = own.mtu().isPresent() ? own.mtu() : network.mtu();
    devices.set(
        0,
        new Device(
            own.name(),
            own.device(),
            own.type(),
            own.mac(),
            own.address(),
            own.network(),
            own.gateway().or(network::gateway),
            mtu,
            withNameServers(own.tags(), network.dns())));
    return devices;
  }

  /** Warewulf's network templates read name servers from the tags DNS1, DNS2 and so on. */
  private static SortedMap<String, String> withNameServers(
      SortedMap<String, String> tags, List<Ipv4> servers) {
    if (tags.keySet().stream().anyMatch(key -> key.startsWith("DNS"))) {
      return tags;
    }
    SortedMap<String, String> all = new TreeMap<>(tags);
    for (int i = 0; i < servers.size(); i++) {
      all.put("DNS" + (i + 1), servers.get(i).toString());
    }
    return all;
  }
}
