package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** DHCP serves the provisioning network. */
public final class DhcpOutside extends Check {
  public DhcpOutside() {
    super("dhcp-outside", "The DHCP range lies in the provisioning network, as in warewulf.conf.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<Cidr>> net = draft.network().provisioning();
    draft
        .network()
        .dhcp()
        .filter(
            range ->
                net.isPresent()
                    && !(net.get().value().contains(range.value().first())
                        && net.get().value().contains(range.value().last())))
        .ifPresent(
            range ->
                found.add(
                    problem(
                        range.place(),
                        "the DHCP range %s is not inside %s"
                            .formatted(range.value(), net.orElseThrow().value()),
                        "copy range start and range end from warewulf.conf")));
  }
}
