package dev.ekube.spec.read;

import dev.ekube.model.Cidr;
import dev.ekube.model.Cluster;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Copies;
import dev.ekube.model.Device;
import dev.ekube.model.Endpoint;
import dev.ekube.model.Images;
import dev.ekube.model.Ipmi;
import dev.ekube.model.Ipv4;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.KubeletSettings;
import dev.ekube.model.Manager;
import dev.ekube.model.Network;
import dev.ekube.model.Node;
import dev.ekube.model.Recovery;
import dev.ekube.model.Role;
import dev.ekube.model.RoleSettings;
import dev.ekube.model.Security;
import dev.ekube.model.Share;
import dev.ekube.model.Taint;
import dev.ekube.model.node.NodeImages;
import dev.ekube.model.node.NodeUnits;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.DraftNodeImages;
import dev.ekube.spec.draft.DraftRole;
import dev.ekube.spec.draft.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** A draft without errors to the cluster that it describes. */
public final class ClusterBuilder {
  private final Draft draft;

  public ClusterBuilder(Draft draft) {
    this.draft = draft;
  }

  /** Call it only when no rule has found an error; then nothing that it needs is absent. */
  public Cluster build() {
    ClusterName name = get(draft.name());
    Map<Role, RoleSettings> roles = new TreeMap<>();
    draft.roles().forEach((role, d) -> roles.put(role, settings(d)));
    return new Cluster(
        name,
        get(draft.version()),
        endpoint(name),
        network(),
        new Manager(
            get(draft.manager().address()),
            get(draft.manager().name()),
            get(draft.manager().port())),
        Copies.sorted(roles),
        draft.nodes().stream().map(this::node).toList(),
        new Images(
            get(draft.images().base()),
            get(draft.images().builder()),
            get(draft.images().architecture()),
            draft.images().mirrors(),
            values(draft.images().extra()),
            content()),
        new Security(
            get(draft.security().enrolment()),
            get(draft.security().selinux()),
            get(draft.security().keys()),
            get(draft.security().certificates())),
        values(draft.manifests()),
        new Recovery(
            get(draft.recovery().totalLoss()),
            get(draft.recovery().every()),
            get(draft.recovery().keep())),
        new Share(get(draft.share().enabled()), get(draft.share().path())));
  }

  private NodeImages content() {
    DraftNodeImages c = draft.images().content();
    KubeVersion version = get(draft.version());
    return new NodeImages(
        c.repositories()
            .map(ClusterBuilder::values)
            .orElseGet(() -> NodeImageDefaults.repositories(version)),
        c.base().map(ClusterBuilder::values).orElseGet(() -> NodeImageDefaults.base(version)),
        c.control().map(ClusterBuilder::values).orElseGet(NodeImageDefaults::control),
        c.binaries()
            .map(ClusterBuilder::values)
            .orElseGet(() -> NodeImageDefaults.binaries(get(draft.images().architecture()))),
        values(c.files()),
        values(c.links()),
        new NodeUnits(
            values(c.units().enable()), values(c.units().disable()), values(c.units().mask())),
        values(c.users()),
        values(c.scriptlets()),
        c.kubernetes().map(Placed::value),
        values(c.exclude()));
  }

  private Endpoint endpoint(ClusterName name) {
    Draft.EndpointPart e = draft.endpoint();
    return new Endpoint(
        get(e.vip()),
        get(e.name()),
        get(e.port()),
        e.routerId().map(Placed::value).orElse(routerId(name)),
        values(e.certSans()));
  }

  /** 1 to 255, the same for a name on every machine: Java fixes how texts hash. */
  static int routerId(ClusterName name) {
    return 1 + Math.floorMod(name.value().hashCode(), 255);
  }

  private Network network() {
    Draft.NetworkPart n = draft.network();
    return new Network(
        new Network.Provisioning(
            get(n.provisioning()),
            get(n.interfaceName()),
            n.gateway().map(Placed::value),
            values(n.dns()),
            values(n.ntp()),
            n.dhcp().map(Placed::value),
            number(n.mtu())),
        get(n.pods()),
        get(n.services()),
        get(n.dnsDomain()),
        new Network.Cni(
            get(n.cni().kind()),
            get(n.cni().version()),
            get(n.cni().nftables()),
            number(n.cni().mtu())));
  }

  private static RoleSettings settings(DraftRole role) {
    return new RoleSettings(
        get(role.image()),
        values(role.profiles()),
        new KubeletSettings(
            get(role.kubelet().maxPods()),
            values(role.kubelet().systemReserved()),
            values(role.kubelet().kubeReserved()),
            values(role.kubelet().evictionHard())));
  }

  private Node node(DraftNode node) {
    DraftRole role = draft.roles().get(get(node.role()));
    List<Device> devices = new ArrayList<>();
    devices.add(primary(node));
    node.devices().forEach(device -> devices.add(further(device)));
    return new Node(
        node.name().value(),
        get(node.role()),
        devices,
        merged(role.labels(), node.labels()),
        taints(role.taints(), node.taints()),
        joined(role.kernelArgs(), node.kernelArgs()),
        merged(role.tags(), node.tags()),
        node.ipmi()
            .map(
                i ->
                    new Ipmi(
                        get(i.address()),
                        i.user().map(Placed::value),
                        i.driver().map(Placed::value))));
  }

  private Device primary(DraftNode node) {
    Draft.NetworkPart n = draft.network();
    SortedMap<String, String> tags = new TreeMap<>();
    List<Ipv4> dns = values(n.dns());
    for (int i = 0; i < dns.size(); i++) {
      tags.put("DNS" + (i + 1), dns.get(i).toString());
    }
    return new Device(
        Device.PRIMARY,
        get(n.interfaceName()),
        "ethernet",
        node.mac().map(Placed::value),
        node.address().map(Placed::value),
        n.provisioning().map(Placed::value),
        n.gateway().map(Placed::value),
        number(n.mtu()),
        tags);
  }

  private static Device further(DraftDevice d) {
    Optional<Cidr> network = d.network().map(Placed::value);
    return new Device(
        get(d.name()),
        get(d.device()),
        get(d.type()),
        d.mac().map(Placed::value),
        d.address().map(Placed::value),
        network,
        d.gateway().map(Placed::value),
        number(d.mtu()),
        values(d.tags()));
  }

  private static SortedMap<String, String> merged(
      SortedMap<String, Placed<String>> role, SortedMap<String, Placed<String>> own) {
    SortedMap<String, String> all = new TreeMap<>(values(role));
    all.putAll(values(own));
    return all;
  }

  private static List<String> joined(List<Placed<String>> role, List<Placed<String>> own) {
    List<String> all = new ArrayList<>(values(role));
    all.addAll(values(own));
    return all;
  }

  /** The role's and the node's own; the node's value wins for the same key and effect. */
  private static List<Taint> taints(List<Placed<Taint>> role, List<Placed<Taint>> own) {
    SortedMap<String, Taint> all = new TreeMap<>();
    values(role).forEach(t -> all.put(t.key() + ":" + t.effect(), t));
    values(own).forEach(t -> all.put(t.key() + ":" + t.effect(), t));
    return List.copyOf(all.values());
  }

  private static <T> T get(Optional<Placed<T>> value) {
    return value.orElseThrow().value();
  }

  private static OptionalInt number(Optional<Placed<Integer>> value) {
    return value.isPresent() ? OptionalInt.of(value.get().value()) : OptionalInt.empty();
  }

  private static <T> List<T> values(List<Placed<T>> placed) {
    return placed.stream().map(Placed::value).toList();
  }

  private static SortedMap<String, String> values(SortedMap<String, Placed<String>> placed) {
    SortedMap<String, String> all = new TreeMap<>();
    placed.forEach((key, value) -> all.put(key, value.value()));
    return all;
  }
}
