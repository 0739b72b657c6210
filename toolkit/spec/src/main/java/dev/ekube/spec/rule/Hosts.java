package dev.ekube.spec.rule;

import dev.ekube.model.Ipv4;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.DraftDevice;
import dev.ekube.spec.draft.DraftNode;
import dev.ekube.spec.draft.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Everyone on the networks who has an address, in words. */
public final class Hosts {
  private Hosts() {}

  /** An address and whose it is, such as {@code node control0}. */
  public record Host(String who, Placed<Ipv4> address) {}

  /** All addresses of all nodes: primary and further devices, and management controllers. */
  public static List<Host> ofNodes(Draft draft) {
    List<Host> hosts = new ArrayList<>();
    for (DraftNode node : draft.nodes()) {
      node.address().ifPresent(a -> hosts.add(new Host("node " + node.called(), a)));
      for (DraftDevice device : node.devices()) {
        String name = device.name().map(Placed::value).orElse("");
        String who = "device " + name + " of node " + node.called();
        device.address().ifPresent(a -> hosts.add(new Host(who, a)));
      }
      node.ipmi()
          .flatMap(DraftNode.DraftIpmi::address)
          .ifPresent(a -> hosts.add(new Host("IPMI of node " + node.called(), a)));
    }
    return hosts;
  }

  /** The manager, if its address could be read. */
  public static Optional<Host> manager(Draft draft) {
    return draft.manager().address().map(a -> new Host("the manager", a));
  }
}
