package dev.ekube.adapters.warewulf;

import dev.ekube.model.ClusterName;
import dev.ekube.model.Ipv4;
import dev.ekube.model.MacAddress;
import dev.ekube.model.NodeEntry;
import dev.ekube.plan.Observed.ObservedNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * One node of nodes.conf in the words of {@link NodeEntry#fields()}: the exact inverse of {@link
 * EntryWriter}.
 */
final class NodeFields {
  private static final Map<String, String> DEVICE_KEYS =
      Map.of(
          "device", "device",
          "type", "type",
          "ipaddr", "address",
          "netmask", "netmask",
          "gateway", "gateway",
          "mtu", "mtu");

  private final Generation generation;
  private final Inherited inherited;
  private final Node node;
  private final SortedMap<String, String> fields = new TreeMap<>();

  NodeFields(Generation generation, Inherited inherited, Node node) {
    this.generation = generation;
    this.inherited = inherited;
    this.node = node;
  }

  ObservedNode observed() {
    List<String> profiles = Yaml.texts(Yaml.at(node, "profiles"));
    if (profiles.isEmpty()) {
      profiles = generation.profiles();
    }
    Yaml.text(node, generation.imageKey()).ifPresent(image -> fields.put("image", image));
    fields.put("profiles", String.join(" ", profiles));
    fields.put("overlays.system", own(inherited.systemOverlays(profiles), texts("system overlay")));
    fields.put(
        "overlays.runtime", own(inherited.runtimeOverlays(profiles), texts("runtime overlay")));
    Yaml.text(node, "root").ifPresent(root -> fields.put("root", root));
    String args = own(inherited.kernelArgs(profiles), kernelArgs());
    if (!args.isEmpty()) {
      fields.put("kernel.args", args);
    }
    putTexts("tag.", Yaml.at(node, "tags"));
    put("ipmi.address", "ipmi", "ipaddr");
    put("ipmi.user", "ipmi", "username");
    put("ipmi.driver", "ipmi", "interface");
    Set<MacAddress> macs = new HashSet<>();
    Set<Ipv4> addresses = new HashSet<>();
    Yaml.entries(Yaml.at(node, "network devices"))
        .forEach((name, device) -> putDevice(name, device, macs, addresses));
    return new ObservedNode(owner(), fields, macs, addresses);
  }

  private Optional<ClusterName> owner() {
    return Optional.ofNullable(fields.get("tag." + NodeEntry.OWNER_TAG))
        .filter(ClusterName::isValid)
        .map(ClusterName::new);
  }

  private void putDevice(String name, Node device, Set<MacAddress> macs, Set<Ipv4> addresses) {
    String at = "device." + name + ".";
    DEVICE_KEYS.forEach(
        (key, word) -> Yaml.text(device, key).ifPresent(text -> fields.put(at + word, text)));
    putTexts(at + "tag.", Yaml.at(device, "tags"));
    Yaml.text(device, "ipaddr").filter(Ipv4::isValid).map(Ipv4::parse).ifPresent(addresses::add);
    Yaml.text(device, "hwaddr")
        .ifPresent(
            text -> {
              boolean valid = MacAddress.isValid(text);
              fields.put(at + "mac", valid ? MacAddress.parse(text).value() : text);
              if (valid) {
                macs.add(MacAddress.parse(text));
              }
            });
  }

  private void put(String field, String... path) {
    Yaml.text(node, path).ifPresent(text -> fields.put(field, text));
  }

  private void putTexts(String prefix, Optional<Node> mapping) {
    Yaml.entries(mapping)
        .forEach((key, value) -> fields.put(prefix + key, Yaml.text(value).orElse("")));
  }

  private List<String> kernelArgs() {
    return generation.kernelArgsAsText()
        ? Inherited.words(Yaml.text(node, "kernel", "args").orElse(""))
        : Yaml.texts(Yaml.at(node, "kernel", "args"));
  }

  private List<String> texts(String key) {
    return Yaml.texts(Yaml.at(node, key));
  }

  private static String own(List<String> base, List<String> written) {
    return String.join(" ", Inherited.own(base, written));
  }
}
