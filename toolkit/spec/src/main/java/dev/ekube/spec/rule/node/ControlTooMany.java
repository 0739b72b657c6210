package dev.ekube.spec.rule.node;

import dev.ekube.model.Role;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** More members make etcd slower. */
public final class ControlTooMany extends Check {
  public ControlTooMany() {
    super(
        "control-too-many",
        "etcd is built for at most 7 members: every write waits for a majority of them.");
  }

  @Override
  public void check(Draft draft, Found found) {
    long count = draft.nodes().stream().filter(n -> n.is(Role.CONTROL)).count();
    if (count > 7) {
      found.add(
          problem(
              draft.nodesPlace().place(),
              count + " control nodes are more than etcd is built for",
              "make it 3, 5 or 7"));
    }
  }
}
