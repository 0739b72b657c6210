package dev.ekube.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Clusters for tests of every room. */
public final class Clusters {
  private Clusters() {}

  /**
   * The original's site: three control nodes at .1, .2 and .8, two workers, manager .13, VIP .99.
   */
  public static Cluster demo() {
    List<Node> nodes = new ArrayList<>();
    nodes.add(node("control0", Role.CONTROL, 0x10, "10.0.0.1"));
    nodes.add(node("control1", Role.CONTROL, 0x11, "10.0.0.2"));
    nodes.add(node("control2", Role.CONTROL, 0x12, "10.0.0.8"));
    nodes.add(node("worker0", Role.WORKER, 0x20, "10.0.0.20"));
    nodes.add(node("worker1", Role.WORKER, 0x21, "10.0.0.21"));
    return of("demo", "10.0.0.0/24", nodes);
  }

  /** Three control nodes and the given number of workers on 10.0.0.0/16. */
  public static Cluster large(int workers) {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      nodes.add(node("control" + i, Role.CONTROL, 0x10 + i, "10.0.0." + (i + 1)));
    }
    Ipv4 first = Ipv4.parse("10.0.1.0");
    for (int i = 0; i < workers; i++) {
      nodes.add(node("worker" + i, Role.WORKER, 0x1000 + i, first.plus(i).toString()));
    }
    return of("large", "10.0.0.0/16", nodes);
  }

  public static Node node(String name, Role role, int macTail, String address) {
    String tail = String.format("%06x", macTail);
    String mac =
        "52:54:00:" + tail.substring(0, 2) + ":" + tail.substring(2, 4) + ":" + tail.substring(4);
    Cidr network = Cidr.around(Ipv4.parse(address), 24);
    return Node.plain(
        new NodeName(name),
        role,
        Device.ethernet(
            Device.PRIMARY, "net0", MacAddress.parse(mac), Ipv4.parse(address), network));
  }

  private static Cluster of(String name, String network, List<Node> nodes) {
    KubeletSettings kubelet =
        new KubeletSettings(
            110,
            Copies.sorted(Map.of()),
            Copies.sorted(Map.of()),
            Copies.sorted(Map.of("memory.available", "200Mi")));
    return new Cluster(
        new ClusterName(name),
        KubeVersion.parse("v1.32.1"),
        new Endpoint(
            Ipv4.parse("10.0.0.99"), "vip.kubernetes.local", 8443, 51, List.of("10.0.0.13")),
        new Network(
            new Network.Provisioning(
                Cidr.parse(network),
                "net0",
                Optional.empty(),
                List.of(Ipv4.parse("1.1.1.1")),
                List.of(),
                Optional.empty(),
                OptionalInt.empty()),
            Cidr.parse("10.249.0.0/16"),
            Cidr.parse("10.96.0.0/12"),
            "cluster.local",
            new Network.Cni(Network.Cni.Kind.FLANNEL, "v0.26.4", false, OptionalInt.empty())),
        new Manager(Ipv4.parse("10.0.0.13"), "cluster-manager", 8442),
        Copies.sorted(
            Map.of(
                Role.CONTROL,
                new RoleSettings(new ImageName("k8s-control-ww"), List.of("default"), kubelet),
                Role.WORKER,
                new RoleSettings(new ImageName("k8s-base-ww"), List.of("default"), kubelet))),
        nodes,
        new Images(
            new ImageRef("ghcr.io/hpcng/warewulf-rockylinux:9"),
            Images.Builder.EXISTING,
            List.of()),
        new Security(
            Security.Enrolment.ADDRESS,
            Security.Selinux.PERMISSIVE,
            KeyKind.ECDSA_P256,
            Security.YEAR),
        List.of(),
        new Recovery(Recovery.TotalLoss.RESTORE, Duration.ofSeconds(30), 20),
        new Share(false, "/share"));
  }

  /** The same cluster with keys of another kind. */
  public static Cluster withKeys(Cluster cluster, KeyKind keys) {
    return new Cluster(
        cluster.name(),
        cluster.version(),
        cluster.endpoint(),
        cluster.network(),
        cluster.manager(),
        cluster.roles(),
        cluster.nodes(),
        cluster.images(),
        new Security(
            cluster.security().enrolment(),
            cluster.security().selinux(),
            keys,
            cluster.security().certificates()),
        cluster.manifests(),
        cluster.recovery(),
        cluster.share());
  }
}
