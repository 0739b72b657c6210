package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** keepalived announces it on the nodes' interface. */
public final class VipOutside extends Check {
  public VipOutside() {
    super(
        "vip-outside",
        "The virtual address lies in the provisioning network and is neither its first "
            + "nor its last address, because keepalived adds it to the interface of a control "
            + "node.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<Cidr>> net = draft.network().provisioning();
    draft
        .endpoint()
        .vip()
        .filter(vip -> net.isPresent() && !net.get().value().isHost(vip.value()))
        .ifPresent(
            vip ->
                found.add(
                    problem(
                        vip.place(),
                        "the virtual address %s is not a host of the provisioning network %s"
                            .formatted(vip.value(), net.orElseThrow().value()),
                        "write a free address of that network")));
  }
}
