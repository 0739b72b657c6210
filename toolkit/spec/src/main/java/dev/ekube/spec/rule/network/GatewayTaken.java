package dev.ekube.spec.rule.network;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Hosts;

/** The router keeps its address. */
public final class GatewayTaken extends Check {
  public GatewayTaken() {
    super(
        "gateway-taken",
        "The gateway's address belongs to the router, not to a node. (The manager may "
            + "be the router.)");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .network()
        .gateway()
        .ifPresent(
            gateway -> {
              for (Hosts.Host host : Hosts.ofNodes(draft)) {
                if (host.address().value().equals(gateway.value())) {
                  found.add(
                      problem(
                          gateway.place(),
                          "the gateway " + gateway.value() + " is the address of " + host.who(),
                          "give the node another address, or write the router's"));
                  return;
                }
              }
            });
  }
}
