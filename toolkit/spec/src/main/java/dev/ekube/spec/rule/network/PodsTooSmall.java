package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** A /24 for each node. */
public final class PodsTooSmall extends Check {
  public PodsTooSmall() {
    super(
        "pods-too-small",
        "Every node takes a /24 of the pod network, so a /16 serves 256 nodes. The "
            + "network must have one for every node.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<Cidr>> pods = draft.network().pods();
    int nodes = draft.nodes().size();
    if (pods.isEmpty() || !draft.nodesComplete()) {
      return;
    }
    int prefix = pods.get().value().prefix();
    long room = prefix > 24 ? 0 : 1L << (24 - prefix);
    if (room < nodes) {
      int fits = 24 - (Integer.SIZE - Integer.numberOfLeadingZeros(Math.max(nodes, 2) - 1));
      found.add(
          problem(
              pods.get().place(),
              "the pod network %s has a /24 for %d nodes, but there are %d"
                  .formatted(pods.get().value(), room, nodes),
              "make it a /" + fits + " or larger"));
    }
  }
}
