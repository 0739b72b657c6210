package dev.ekube.spec.read;

import dev.ekube.model.Architecture;
import dev.ekube.model.Cidr;
import dev.ekube.model.ClusterName;
import dev.ekube.model.Copies;
import dev.ekube.model.ImageName;
import dev.ekube.model.ImageRef;
import dev.ekube.model.Images;
import dev.ekube.model.Ipv4;
import dev.ekube.model.KeyKind;
import dev.ekube.model.KubeVersion;
import dev.ekube.model.Mirror;
import dev.ekube.model.Network;
import dev.ekube.model.Recovery;
import dev.ekube.model.Role;
import dev.ekube.model.Security;
import dev.ekube.model.Span;
import dev.ekube.model.node.BaseSource;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftRole;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.yaml.Yaml;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** A checked tree to a draft. */
public final class DraftReader {
  private final References references;

  public DraftReader(References references) {
    this.references = references;
  }

  /** The draft of a whole file. */
  public Draft read(Yaml.Entries checked) {
    View root = new View(checked);
    View kubernetes = root.nested("kubernetes");
    NodeReader nodes = new NodeReader(references);
    nodes.readAll(root);
    root.texts("manifests").forEach(references::manifest);
    return new Draft(
        root.nested("metadata").text("name", ClusterName::new),
        kubernetes.text("version", KubeVersion::parse),
        endpoint(root.nested("endpoint")),
        network(root.nested("network")),
        manager(root.nested("manager")),
        roles(root.nested("roles"), kubernetes.nested("kubelet")),
        nodes.nodes(),
        nodes.complete(),
        new Placed<>("nodes", placeOfNodes(root)),
        images(root.nested("images")),
        new Draft.SecurityPart(
            word(root.nested("security"), "enrolment", Security.Enrolment.class),
            word(root.nested("security"), "selinux", Security.Selinux.class),
            root.nested("security").text("keys", text -> KeyKind.of(text).orElseThrow()),
            root.nested("security").text("certificateValidityPeriod", Texts::duration)),
        root.texts("manifests"),
        recovery(root.nested("recovery")),
        new Draft.SharePart(
            root.nested("share").flag("enabled"), root.nested("share").text("path")));
  }

  private static Span placeOfNodes(View root) {
    return root.has("nodes") ? root.entries().byKey().get("nodes").keyPlace() : root.place();
  }

  private static <E extends Enum<E>> Optional<Placed<E>> word(View view, String key, Class<E> of) {
    return view.text(key, text -> Enum.valueOf(of, text.toUpperCase(Locale.ROOT)));
  }

  private static Draft.EndpointPart endpoint(View v) {
    return new Draft.EndpointPart(
        v.text("vip", Ipv4::parse),
        v.text("name"),
        v.whole("port"),
        v.whole("routerId"),
        v.texts("certSANs"));
  }

  private static Draft.NetworkPart network(View v) {
    View p = v.nested("provisioning");
    View cni = v.nested("cni");
    return new Draft.NetworkPart(
        p.text("cidr", Cidr::parse),
        p.text("interface"),
        p.text("gateway", Ipv4::parse),
        p.texts("dns", Ipv4::parse),
        p.texts("ntp"),
        p.text("dhcpRange", Texts::addresses),
        p.whole("mtu"),
        v.text("pods", Cidr::parse),
        v.text("services", Cidr::parse),
        v.text("dnsDomain"),
        new Draft.CniPart(
            word(cni, "name", Network.Cni.Kind.class),
            cni.text("version"),
            cni.flag("nftables"),
            cni.whole("mtu")));
  }

  private static Draft.ManagerPart manager(View v) {
    return new Draft.ManagerPart(v.text("address", Ipv4::parse), v.text("name"), v.whole("port"));
  }

  private Draft.ImagesPart images(View v) {
    return new Draft.ImagesPart(
        v.nested("base").text("from", text -> BaseSource.parse(text).orElseThrow()),
        word(v, "builder", Images.Builder.class),
        word(v, "architecture", Architecture.class),
        mirrors(v),
        v.texts("extra", ImageRef::new),
        new NodeImageReader(references).read(v));
  }

  private List<Mirror> mirrors(View v) {
    List<Mirror> mirrors = new ArrayList<>();
    for (Yaml item : v.items("mirrors")) {
      if (item instanceof Yaml.Entries entries) {
        View mirror = new View(entries);
        Optional<Placed<String>> ca = mirror.text("ca");
        ca.ifPresent(references::content);
        Optional<Placed<String>> registry = mirror.text("registry");
        Optional<Placed<String>> url = mirror.text("url");
        if (registry.isPresent() && url.isPresent()) {
          mirrors.add(new Mirror(registry.get().value(), url.get().value(), ca.map(Placed::value)));
        }
      }
    }
    return List.copyOf(mirrors);
  }

  private static Draft.RecoveryPart recovery(View v) {
    View snapshots = v.nested("snapshots");
    return new Draft.RecoveryPart(
        word(v, "totalLoss", Recovery.TotalLoss.class),
        snapshots.text("every", Texts::duration),
        snapshots.whole("keep"));
  }

  private static SortedMap<Role, DraftRole> roles(View v, View kubelet) {
    Map<Role, DraftRole> roles = new EnumMap<>(Role.class);
    for (Role role : Role.values()) {
      roles.put(role, role(v.nested(role.word()), kubelet));
    }
    return Copies.sorted(roles);
  }

  private static DraftRole role(View v, View common) {
    View own = v.nested("kubelet");
    return new DraftRole(
        v.text("image", ImageName::new),
        v.texts("profiles"),
        v.table("labels"),
        v.texts("taints", Texts::taint),
        v.texts("kernelArgs"),
        v.table("tags"),
        new DraftRole.DraftKubelet(
            own.whole("maxPods").or(() -> common.whole("maxPods")),
            table(own, common, "systemReserved"),
            table(own, common, "kubeReserved"),
            table(own, common, "evictionHard")));
  }

  private static SortedMap<String, Placed<String>> table(View own, View common, String key) {
    return (own.has(key) ? own : common).table(key);
  }
}
