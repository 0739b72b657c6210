package dev.ekube.model;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * One network device of a node, as Warewulf configures it.
 *
 * @param name Warewulf's name of the device entry; the first device of a node is {@code default}
 * @param device the interface's name on the node, such as {@code net0}
 * @param type ethernet, infiniband, bond, vlan …; Warewulf passes it to its network templates
 * @param mac absent only on devices that need none, such as a bond
 * @param network the network the address lies in; gives the netmask
 * @param tags Warewulf's per-device tags, {@code DNS1} and such
 */
public record Device(
    String name,
    String device,
    String type,
    Optional<MacAddress> mac,
    Optional<Ipv4> address,
    Optional<Cidr> network,
    Optional<Ipv4> gateway,
    OptionalInt mtu,
    SortedMap<String, String> tags) {
  /** The name that Warewulf itself gives to a node's first device. */
  public static final String PRIMARY = "default";

  public Device {
    Check.that(!name.isEmpty() && !device.isEmpty(), "a device needs a name and an interface");
    Check.that(
        address.isEmpty() || network.isPresent(), "device %s: address without network", name);
    tags = Copies.sorted(tags);
  }

  /** An Ethernet device with nothing but what a boot needs. */
  public static Device ethernet(
      String name, String device, MacAddress mac, Ipv4 address, Cidr network) {
    return new Device(
        name,
        device,
        "ethernet",
        Optional.of(mac),
        Optional.of(address),
        Optional.of(network),
        Optional.empty(),
        OptionalInt.empty(),
        Copies.sorted(Map.of()));
  }
}
