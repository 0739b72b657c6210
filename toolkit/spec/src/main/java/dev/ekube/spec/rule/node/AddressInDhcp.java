package dev.ekube.spec.rule.node;

import dev.ekube.model.Ipv4Range;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Groups;
import dev.ekube.spec.rule.Hosts;
import java.util.Optional;

/** DHCP must not hand out a node's address. */
public final class AddressInDhcp extends Check {
  public AddressInDhcp() {
    super(
        "address-in-dhcp",
        "The fixed addresses of nodes lie outside of the DHCP range, or one day another "
            + "machine gets one of them.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<Ipv4Range>> range = draft.network().dhcp();
    if (range.isEmpty()) {
      return;
    }
    Groups groups = new Groups();
    for (Hosts.Host host : Hosts.ofNodes(draft)) {
      if (range.get().value().contains(host.address().value())) {
        groups.add(
            host.address().place(),
            "the address %s of %s lies in the DHCP range %s"
                .formatted(host.address().value(), host.who(), range.get().value()));
      }
    }
    groups.report(
        found,
        (place, text) ->
            problem(place, text, "move it out, or shorten the range here and in warewulf.conf"));
  }
}
