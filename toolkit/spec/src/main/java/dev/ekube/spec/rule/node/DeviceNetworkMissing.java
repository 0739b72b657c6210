package dev.ekube.spec.rule.node;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.model.Span;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** An address needs its network. */
public final class DeviceNetworkMissing extends Check {
  public DeviceNetworkMissing() {
    super(
        "device-network-missing",
        "A device with an address or a gateway says in which network it lies, because "
            + "Warewulf writes the netmask to the node.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Set<Span> seen = new HashSet<>();
    for (DraftNode node : draft.nodes()) {
      for (DraftDevice device : node.devices()) {
        Optional<Placed<Ipv4>> needs = device.address().or(device::gateway);
        boolean without = device.network().isEmpty() && !device.networkSpoiled();
        if (needs.isPresent() && without && seen.add(device.place())) {
          found.add(
              problem(
                  device.place(),
                  "a device with an address has no network",
                  "add the network, such as 'network: "
                      + Cidr.around(needs.get().value(), 24)
                      + "'"));
        }
      }
    }
  }
}
