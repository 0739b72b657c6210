package dev.ekube.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One node with everything that cluster.yaml says of it, role-wide settings already merged in.
 *
 * @param devices the first is the primary one: on the provisioning network, with MAC and address
 * @param labels Kubernetes labels that the kubelet registers with
 * @param taints Kubernetes taints that the kubelet registers with
 * @param kernelArgs kernel arguments, added to those of Warewulf's default profile
 * @param tags Warewulf tags of the site's own
 */
public record Node(
    NodeName name,
    Role role,
    List<Device> devices,
    SortedMap<String, String> labels,
    List<Taint> taints,
    List<String> kernelArgs,
    SortedMap<String, String> tags,
    Optional<Ipmi> ipmi) {
  public Node {
    Check.that(!devices.isEmpty(), "node %s has no network device", name);
    Device first = devices.getFirst();
    Check.that(
        first.name().equals(Device.PRIMARY)
            && first.mac().isPresent()
            && first.address().isPresent(),
        "node %s: the first device is the primary one, with MAC and address",
        name);
    devices = List.copyOf(devices);
    labels = Copies.sorted(labels);
    taints = List.copyOf(taints);
    kernelArgs = List.copyOf(kernelArgs);
    tags = Copies.sorted(tags);
  }

  /** A node with one Ethernet device and no settings of its own. */
  public static Node plain(NodeName name, Role role, Device primary) {
    return new Node(
        name,
        role,
        List.of(primary),
        Copies.sorted(Map.of()),
        List.of(),
        List.of(),
        Copies.sorted(Map.of()),
        Optional.empty());
  }

  public Device primary() {
    return devices.getFirst();
  }

  /** The address on the provisioning network. */
  public Ipv4 address() {
    return primary().address().orElseThrow();
  }

  public MacAddress mac() {
    return primary().mac().orElseThrow();
  }
}
