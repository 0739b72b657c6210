package dev.ekube.spec.rule.node;

import dev.ekube.model.Taint;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.ArrayList;
import java.util.List;

/** A taint stands once per key and effect. */
public final class TaintDuplicate extends Check {
  public TaintDuplicate() {
    super(
        "taint-duplicate",
        "A list of taints has the same key and effect twice. Kubernetes keeps one value "
            + "for them.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft.roles().values().forEach(role -> one(role.taints(), found));
    for (DraftNode node : draft.nodes()) {
      one(node.taints(), found);
    }
  }

  private void one(List<Placed<Taint>> taints, Found found) {
    List<String> seen = new ArrayList<>();
    for (Placed<Taint> taint : taints) {
      String what = taint.value().key() + ":" + taint.value().effect();
      if (seen.contains(what)) {
        found.add(
            problem(taint.place(), "the taint " + what + " stands twice", "keep one of them"));
      }
      seen.add(what);
    }
  }
}
