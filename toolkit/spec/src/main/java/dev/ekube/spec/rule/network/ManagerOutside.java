package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** Nodes boot from the manager. */
public final class ManagerOutside extends Check {
  public ManagerOutside() {
    super(
        "manager-outside",
        "The manager's address is a host of the provisioning network: Warewulf serves "
            + "DHCP and boot files there. With a gateway it may lie elsewhere (DHCP relay).");
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<Cidr>> net = draft.network().provisioning();
    boolean routed = draft.network().gateway().isPresent();
    draft
        .manager()
        .address()
        .filter(a -> net.isPresent() && !net.get().value().isHost(a.value()))
        .filter(a -> !routed || net.get().value().contains(a.value()))
        .ifPresent(
            a ->
                found.add(
                    problem(
                        a.place(),
                        "the manager's address %s is not a host of the provisioning network %s"
                            .formatted(a.value(), net.orElseThrow().value()),
                        "write the manager's address on that network (ipaddr in warewulf.conf)")));
  }
}
