package dev.ekube.adapters.warewulf;

import dev.ekube.model.Device;
import dev.ekube.model.Ipmi;
import dev.ekube.model.NodeEntry;
import dev.ekube.model.OverlayName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.snakeyaml.engine.v2.nodes.Node;

/** One node as {@code node import} of a generation takes it. {@link NodeFields} is the inverse. */
final class EntryWriter {
  private final Generation generation;
  private final Inherited inherited;

  EntryWriter(Generation generation, Inherited inherited) {
    this.generation = generation;
    this.inherited = inherited;
  }

  /** The whole entry: what ekube manages anew, what else stood in {@code old} as it stood. */
  Node write(NodeEntry entry, Map<String, Node> old) {
    Map<String, Node> all = new LinkedHashMap<>(old);
    List<String> profiles = entry.profiles();
    List<String> effective = profiles.isEmpty() ? generation.profiles() : profiles;
    all.put(generation.imageKey(), Yaml.scalar(entry.image().value()));
    putList(all, "profiles", profiles);
    putList(
        all,
        "system overlay",
        Inherited.joined(inherited.systemOverlays(effective), names(entry.systemOverlays())));
    putList(
        all,
        "runtime overlay",
        Inherited.joined(inherited.runtimeOverlays(effective), names(entry.runtimeOverlays())));
    all.put("root", Yaml.scalar(entry.fields().get("root")));
    Map<String, Node> kernel = new LinkedHashMap<>(Yaml.entries(optional(old, "kernel")));
    putKernelArgs(kernel, Inherited.joined(inherited.kernelArgs(effective), entry.kernelArgs()));
    putMapping(all, "kernel", kernel);
    all.put("primary network", Yaml.scalar(Device.PRIMARY));
    Map<String, Node> oldDevices = Yaml.entries(optional(old, "network devices"));
    Map<String, Node> devices = new LinkedHashMap<>();
    for (Device device : entry.devices()) {
      devices.put(device.name(), device(device, Yaml.entries(optional(oldDevices, device.name()))));
    }
    all.put("network devices", Yaml.mapping(devices));
    putMapping(all, "tags", scalars(entry.tags()));
    putMapping(all, "ipmi", ipmi(entry.ipmi(), Yaml.entries(optional(old, "ipmi"))));
    return Yaml.mapping(all);
  }

  private void putKernelArgs(Map<String, Node> kernel, List<String> args) {
    if (args.isEmpty()) {
      kernel.remove("args");
    } else if (generation.kernelArgsAsText()) {
      kernel.put("args", Yaml.scalar(String.join(" ", args)));
    } else {
      kernel.put("args", Yaml.list(args));
    }
  }

  private static Node device(Device device, Map<String, Node> old) {
    Map<String, Node> all = new LinkedHashMap<>(old);
    all.putIfAbsent("onboot", Yaml.scalar("true"));
    all.put("type", Yaml.scalar(device.type()));
    all.put("device", Yaml.scalar(device.device()));
    put(all, "hwaddr", device.mac());
    put(all, "ipaddr", device.address());
    put(all, "netmask", device.network().map(network -> network.netmask()));
    put(all, "gateway", device.gateway());
    put(
        all,
        "mtu",
        device.mtu().isPresent() ? Optional.of(device.mtu().getAsInt()) : Optional.empty());
    putMapping(all, "tags", scalars(device.tags()));
    return Yaml.mapping(all);
  }

  private static Map<String, Node> ipmi(Optional<Ipmi> ipmi, Map<String, Node> old) {
    Map<String, Node> all = new LinkedHashMap<>(old);
    put(all, "ipaddr", ipmi.map(Ipmi::address));
    put(all, "username", ipmi.flatMap(Ipmi::userName));
    put(all, "interface", ipmi.flatMap(Ipmi::driver));
    return all;
  }

  private static void put(Map<String, Node> all, String key, Optional<?> value) {
    value.ifPresentOrElse(v -> all.put(key, Yaml.scalar(v.toString())), () -> all.remove(key));
  }

  private static void putList(Map<String, Node> all, String key, List<String> texts) {
    if (texts.isEmpty()) {
      all.remove(key);
    } else {
      all.put(key, Yaml.list(texts));
    }
  }

  private static void putMapping(Map<String, Node> all, String key, Map<String, Node> entries) {
    if (entries.isEmpty()) {
      all.remove(key);
    } else {
      all.put(key, Yaml.mapping(entries));
    }
  }

  private static Map<String, Node> scalars(SortedMap<String, String> texts) {
    Map<String, Node> all = new LinkedHashMap<>();
    texts.forEach((key, text) -> all.put(key, Yaml.scalar(text)));
    return all;
  }

  private static List<String> names(List<OverlayName> overlays) {
    return overlays.stream().map(OverlayName::value).toList();
  }

  private static Optional<Node> optional(Map<String, Node> entries, String key) {
    return Optional.ofNullable(entries.get(key));
  }
}
