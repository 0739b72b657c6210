package dev.ekube.spec.rule.node;

import dev.ekube.model.Problem;
import dev.ekube.model.Span;
import dev.ekube.spec.rule.Rule;
import java.util.List;

/** Warewulf must know the node already. */
public final class MacNotInWarewulf extends Rule {
  public static final MacNotInWarewulf RULE = new MacNotInWarewulf();

  private MacNotInWarewulf() {
    super(
        "mac-not-in-warewulf",
        "{from: warewulf} takes the MAC address of the node's first device from "
            + "Warewulf's nodes.conf. The node of that name is not there, or has no MAC "
            + "address, or there is no Warewulf on this machine.");
  }

  /** Says so at the place that asks for it. */
  public Problem at(Span place, List<String> names) {
    String others = names.size() == 1 ? "" : " and " + (names.size() - 1) + " more";
    return problem(
        place,
        "Warewulf's nodes.conf has no MAC for " + names.getFirst() + others,
        "write the MAC here, or give it to Warewulf: 'wwctl node set --hwaddr MAC "
            + names.getFirst()
            + "'");
  }
}
