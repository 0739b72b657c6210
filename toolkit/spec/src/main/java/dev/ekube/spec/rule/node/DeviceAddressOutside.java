package dev.ekube.spec.rule.node;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Groups;

/** A device lives in its network. */
public final class DeviceAddressOutside extends Check {
  public DeviceAddressOutside() {
    super(
        "device-address-outside",
        "The address of a device is a host of the network that stands beside it. "
            + "Addresses of a range are counted up and must all lie in it.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Groups groups = new Groups();
    for (DraftNode node : draft.nodes()) {
      for (DraftDevice device : node.devices()) {
        if (device.network().isPresent() && device.address().isPresent()) {
          Cidr network = device.network().get().value();
          Placed<Ipv4> address = device.address().get();
          if (!network.isHost(address.value())) {
            groups.add(
                address.place(),
                "the address %s of node %s is not a host of %s"
                    .formatted(address.value(), node.called(), network));
          }
        }
      }
    }
    groups.report(
        found,
        (place, text) -> problem(place, text, "write an address inside, or a larger network"));
  }
}
