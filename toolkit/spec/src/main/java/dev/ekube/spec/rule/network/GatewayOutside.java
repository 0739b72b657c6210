package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** A gateway is a neighbour. */
public final class GatewayOutside extends Check {
  public GatewayOutside() {
    super("gateway-outside", "A gateway must be a host of the network that it leads out of.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .network()
        .provisioning()
        .ifPresent(
            net -> draft.network().gateway().ifPresent(g -> checkOne(net.value(), g, found)));
    for (DraftNode node : draft.nodes()) {
      for (DraftDevice device : node.devices()) {
        device
            .network()
            .ifPresent(net -> device.gateway().ifPresent(g -> checkOne(net.value(), g, found)));
      }
    }
  }

  private void checkOne(Cidr network, Placed<Ipv4> gateway, Found found) {
    if (!network.isHost(gateway.value())) {
      found.add(
          problem(
              gateway.place(),
              "the gateway " + gateway.value() + " is not a host of " + network,
              "write the router's address in " + network + ", or leave the gateway out"));
    }
  }
}
