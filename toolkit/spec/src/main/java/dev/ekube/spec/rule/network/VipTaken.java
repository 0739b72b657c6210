package dev.ekube.spec.rule.network;

import dev.ekube.model.Ipv4;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Hosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The virtual address belongs to nobody else. */
public final class VipTaken extends Check {
  public VipTaken() {
    super(
        "vip-taken",
        "The virtual address must be free: not the address of a node, a device, a "
            + "management controller, the manager, the gateway or a DNS server.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .endpoint()
        .vip()
        .ifPresent(
            vip ->
                owner(draft, vip.value())
                    .ifPresent(
                        who ->
                            found.add(
                                problem(
                                    vip.place(),
                                    "the virtual address " + vip.value() + " is taken by " + who,
                                    "write an address that nobody has"))));
  }

  private static Optional<String> owner(Draft draft, Ipv4 vip) {
    List<Hosts.Host> all = new ArrayList<>(Hosts.ofNodes(draft));
    Hosts.manager(draft).ifPresent(all::add);
    draft.network().gateway().ifPresent(g -> all.add(new Hosts.Host("the gateway", g)));
    draft.network().dns().forEach(d -> all.add(new Hosts.Host("a DNS server", d)));
    return all.stream()
        .filter(h -> h.address().value().equals(vip))
        .map(Hosts.Host::who)
        .findFirst();
  }
}
