package dev.ekube.spec.rule.node;

import dev.ekube.model.Cidr;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Groups;
import java.util.Optional;

/** Nodes live in the provisioning network. */
public final class AddressOutside extends Check {
  public AddressOutside() {
    super(
        "address-outside",
        "The address of a node is a host of the provisioning network, neither its first "
            + "nor its last address. Addresses of a range are counted up and must all lie in "
            + "it.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<Cidr>> net = draft.network().provisioning();
    if (net.isEmpty()) {
      return;
    }
    Groups groups = new Groups();
    for (DraftNode node : draft.nodes()) {
      node.address()
          .filter(a -> !net.get().value().isHost(a.value()))
          .ifPresent(
              a ->
                  groups.add(
                      a.place(),
                      "the address %s of node %s is not a host of the provisioning network %s"
                          .formatted(a.value(), node.called(), net.get().value())));
    }
    groups.report(
        found,
        (place, text) -> problem(place, text, "write an address inside, or a larger network"));
  }
}
