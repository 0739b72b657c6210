package dev.ekube.spec.rule.node;

import dev.ekube.model.MacAddress;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Groups;
import dev.ekube.spec.rule.Words;
import java.util.HashMap;
import java.util.Map;

/** A MAC means one network card. */
public final class MacDuplicate extends Check {
  public MacDuplicate() {
    super(
        "mac-duplicate",
        "The same MAC address stands twice. Warewulf would boot one node as the other.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Map<MacAddress, Owner> seen = new HashMap<>();
    Groups groups = new Groups();
    for (DraftNode node : draft.nodes()) {
      node.mac().ifPresent(m -> see(new Owner(node.called(), m), seen, groups));
      for (DraftDevice device : node.devices()) {
        device.mac().ifPresent(m -> see(new Owner(node.called(), m), seen, groups));
      }
    }
    groups.report(found, (place, text) -> problem(place, text, "write the card's own address"));
  }

  /** A MAC and the node that has it. */
  private record Owner(String node, Placed<MacAddress> mac) {}

  private static void see(Owner owner, Map<MacAddress, Owner> seen, Groups groups) {
    Owner first = seen.putIfAbsent(owner.mac().value(), owner);
    if (first != null) {
      groups.add(
          owner.mac().place(),
          "the MAC %s of node %s already belongs to node %s in %s"
              .formatted(
                  owner.mac().value(),
                  owner.node(),
                  first.node(),
                  Words.lineOf(first.mac().place())));
    }
  }
}
