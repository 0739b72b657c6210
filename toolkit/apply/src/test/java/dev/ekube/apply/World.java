package dev.ekube.apply;

import dev.ekube.model.Cidr;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Clusters;
import dev.ekube.model.Device;
import dev.ekube.model.Ipmi;
import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.model.Role;
import dev.ekube.plan.Observed.ObservedNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Clusters and foreign nodes at random; the same seed gives the same ones. */
final class World {
  private final Random random;
  private int next = 1;

  World(long seed) {
    this.random = new Random(seed);
  }

  /** A cluster of one or three control nodes and fewer than {@code most} workers. */
  Cluster cluster(int most) {
    List<Node> nodes = new ArrayList<>();
    int controls = random.nextBoolean() ? 1 : 3;
    for (int i = 0; i < controls; i++) {
      nodes.add(node("control" + i, Role.CONTROL));
    }
    int workers = random.nextInt(most);
    for (int i = 0; i < workers; i++) {
      nodes.add(node("worker" + i, Role.WORKER));
    }
    return Clusters.demo().withNodes(nodes);
  }

  /** The cluster with nodes dropped, added and changed; at least one control node stays. */
  Cluster changed(Cluster before) {
    List<Node> nodes = new ArrayList<>();
    for (Node node : before.nodes()) {
      boolean kept = nodes.isEmpty() || random.nextInt(4) > 0;
      if (kept) {
        nodes.add(random.nextInt(3) == 0 ? tagged(node) : node);
      }
    }
    int added = random.nextInt(3);
    for (int i = 0; i < added; i++) {
      nodes.add(node("new" + next, Role.WORKER));
    }
    return before.withNodes(nodes);
  }

  /** Nodes of nobody and of another cluster, under names that no cluster here uses. */
  SortedMap<String, ObservedNode> foreign() {
    SortedMap<String, ObservedNode> nodes = new TreeMap<>();
    int count = random.nextInt(5);
    for (int i = 0; i < count; i++) {
      Optional<ClusterName> owner =
          random.nextBoolean() ? Optional.empty() : Optional.of(new ClusterName("other"));
      SortedMap<String, String> fields =
          new TreeMap<>(Map.of("image", "theirs" + random.nextInt(9), "profiles", "default"));
      nodes.put(
          (random.nextBoolean() ? "Login.Node" : "login") + i,
          new ObservedNode(owner, fields, Set.of(mac()), Set.of(address())));
    }
    return nodes;
  }

  private Node node(String name, Role role) {
    Device device =
        Device.ethernet(Device.PRIMARY, "net0", mac(), address(), Cidr.parse("10.0.0.0/16"));
    Node plain = Node.plain(new NodeName(name), role, device);
    return random.nextBoolean() ? plain : powered(plain);
  }

  private Node tagged(Node n) {
    SortedMap<String, String> tags = new TreeMap<>(Map.of("rack", "r" + random.nextInt(99)));
    return new Node(
        n.name(), n.role(), n.devices(), n.labels(), n.taints(), n.kernelArgs(), tags, n.ipmi());
  }

  private Node powered(Node n) {
    Ipmi ipmi = new Ipmi(address(), Optional.empty(), Optional.empty());
    return new Node(
        n.name(),
        n.role(),
        n.devices(),
        n.labels(),
        n.taints(),
        n.kernelArgs(),
        n.tags(),
        Optional.of(ipmi));
  }

  private MacAddress mac() {
    next++;
    return MacAddress.parse(
        String.format(Locale.ROOT, "52:54:00:00:%02x:%02x", next / 256, next % 256));
  }

  private Ipv4 address() {
    next++;
    return Ipv4.parse("10.0.8.0").plus(next);
  }
}
