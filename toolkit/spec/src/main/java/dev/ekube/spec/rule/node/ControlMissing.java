package dev.ekube.spec.rule.node;

import dev.ekube.model.Role;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Someone must run the API. */
public final class ControlMissing extends Check {
  public ControlMissing() {
    super("control-missing", "A cluster has at least one node with the role control.");
  }

  @Override
  public void check(Draft draft, Found found) {
    boolean any = draft.nodes().stream().anyMatch(n -> n.is(Role.CONTROL));
    if (draft.nodesComplete() && !any) {
      found.add(
          problem(
              draft.nodesPlace().place(),
              "no node has the role control",
              "give three nodes 'role: control'"));
    }
  }
}
