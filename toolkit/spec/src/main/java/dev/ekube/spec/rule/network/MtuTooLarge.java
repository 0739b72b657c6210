package dev.ekube.spec.rule.network;

import dev.ekube.model.Network;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** VXLAN needs 50 bytes. */
public final class MtuTooLarge extends Check {
  public MtuTooLarge() {
    super(
        "mtu-too-large",
        "Pod packets travel inside packets of the nodes, with 50 bytes of VXLAN around "
            + "them. A pod MTU above the node's less 50 loses large packets without a word. "
            + "Without network.provisioning.mtu the node's is 1500.");
  }

  @Override
  public void check(Draft draft, Found found) {
    Optional<Placed<Integer>> pods = draft.network().cni().mtu();
    int node = draft.network().mtu().map(Placed::value).orElse(1500);
    boolean flannel =
        draft.network().cni().kind().map(k -> k.value() == Network.Cni.Kind.FLANNEL).orElse(false);
    if (flannel && pods.isPresent() && pods.get().value() > node - 50) {
      found.add(
          problem(
              pods.get().place(),
              "a pod MTU of " + pods.get().value() + " does not fit into the nodes' " + node,
              "write at most " + (node - 50) + ", or leave it out"));
    }
  }
}
