package dev.ekube.spec.rule.node;

import dev.ekube.model.Ipv4;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Groups;
import dev.ekube.spec.rule.Hosts;
import dev.ekube.spec.rule.Words;
import java.util.HashMap;
import java.util.Map;

/** An address means one host. */
public final class AddressDuplicate extends Check {
  public AddressDuplicate() {
    super(
        "address-duplicate",
        "The same address stands twice, among nodes, their further devices and their "
            + "management controllers. Ranges count their addresses up, so a range can run "
            + "into a node behind it.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Map<Ipv4, Hosts.Host> seen = new HashMap<>();
    Groups groups = new Groups();
    for (Hosts.Host host : Hosts.ofNodes(draft)) {
      Hosts.Host first = seen.putIfAbsent(host.address().value(), host);
      if (first != null) {
        groups.add(
            host.address().place(),
            "the address %s of %s already belongs to %s in %s"
                .formatted(
                    host.address().value(),
                    host.who(),
                    first.who(),
                    Words.lineOf(first.address().place())));
      }
    }
    groups.report(found, (place, text) -> problem(place, text, "give it an address of its own"));
  }
}
