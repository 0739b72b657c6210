package dev.ekube.spec.rule.node;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.HashSet;
import java.util.Set;

/** Some names are taken. */
public final class NameReserved extends Check {
  public NameReserved() {
    super(
        "name-reserved",
        "A node cannot be called localhost or warewulf, or like the manager: every "
            + "node's /etc/hosts has these names already.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Set<String> taken = new HashSet<>(Set.of("localhost", "warewulf"));
    draft.manager().name().ifPresent(m -> taken.add(m.value().split("[.]", -1)[0]));
    for (DraftNode node : draft.nodes()) {
      if (taken.contains(node.called())) {
        found.add(
            problem(
                node.name().place(),
                "the name " + node.called() + " is taken on every node",
                "rename the node"));
      }
    }
  }
}
