package dev.ekube.spec.rule.node;

import dev.ekube.model.NodeName;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Groups;
import java.util.HashMap;
import java.util.Map;

/** A name means one node. */
public final class NameDuplicate extends Check {
  public NameDuplicate() {
    super(
        "name-duplicate",
        "Two nodes have the same name. With ranges this happens when their numbers " + "overlap.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Map<NodeName, Placed<NodeName>> seen = new HashMap<>();
    Groups groups = new Groups();
    for (DraftNode node : draft.nodes()) {
      Placed<NodeName> first = seen.putIfAbsent(node.name().value(), node.name());
      if (first != null) {
        groups.add(
            node.name().place(),
            "the node " + node.called() + " already stands in line " + first.place().line());
      }
    }
    groups.report(
        found,
        (place, text) -> problem(place, text, "rename it, or change the numbers of the range"));
  }
}
