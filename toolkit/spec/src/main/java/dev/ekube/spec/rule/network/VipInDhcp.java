package dev.ekube.spec.rule.network;

import dev.ekube.model.Ipv4Range;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** DHCP must not hand out the virtual address. */
public final class VipInDhcp extends Check {
  public VipInDhcp() {
    super(
        "vip-in-dhcp",
        "The virtual address lies outside of the DHCP range, or one day a stranger gets "
            + "it and the API is gone.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<Ipv4Range>> range = draft.network().dhcp();
    draft
        .endpoint()
        .vip()
        .filter(vip -> range.isPresent() && range.get().value().contains(vip.value()))
        .ifPresent(
            vip ->
                found.add(
                    problem(
                        vip.place(),
                        "the virtual address %s lies in the DHCP range %s"
                            .formatted(vip.value(), range.orElseThrow().value()),
                        "move it out, or shorten the range here and in warewulf.conf")));
  }
}
