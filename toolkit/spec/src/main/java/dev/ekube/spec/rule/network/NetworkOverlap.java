package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every address belongs to one network. */
public final class NetworkOverlap extends Check {
  public NetworkOverlap() {
    super(
        "network-overlap",
        "The networks of nodes, pods and services and those of further devices must not "
            + "share addresses; else packets for a pod end up on a wire, or the other way "
            + "round.");
  }

  @Override
  public void check(Draft draft, Found found) {
    List<Named> networks = networks(draft);
    for (int i = 0; i < networks.size(); i++) {
      for (int k = 0; k < i; k++) {
        Named one = networks.get(k);
        Named two = networks.get(i);
        if (one.cidr().value().overlaps(two.cidr().value())) {
          found.add(
              problem(
                  two.cidr().place(),
                  two + " overlaps " + one,
                  "choose networks that share no address"));
        }
      }
    }
  }

  /** A network and what it is for. */
  private record Named(String what, Placed<Cidr> cidr) {
    @Override
    public String toString() {
      return what + " " + cidr.value();
    }
  }

  private static List<Named> networks(Draft draft) {
    List<Named> all = new ArrayList<>();
    Draft.NetworkPart n = draft.network();
    n.provisioning().ifPresent(c -> all.add(new Named("the provisioning network", c)));
    n.pods().ifPresent(c -> all.add(new Named("the pod network", c)));
    n.services().ifPresent(c -> all.add(new Named("the service network", c)));
    Map<Cidr, Named> further = new LinkedHashMap<>();
    for (DraftNode node : draft.nodes()) {
      for (DraftDevice device : node.devices()) {
        String name = device.name().map(Placed::value).orElse("a device");
        device
            .network()
            .ifPresent(c -> further.putIfAbsent(c.value(), new Named("the network of " + name, c)));
      }
    }
    all.addAll(further.values());
    return all;
  }
}
