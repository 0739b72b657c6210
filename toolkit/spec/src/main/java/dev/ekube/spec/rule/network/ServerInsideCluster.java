package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** Nodes need these before the cluster stands. */
public final class ServerInsideCluster extends Check {
  public ServerInsideCluster() {
    super(
        "server-inside-cluster",
        "The manager, the DNS servers and the time servers cannot lie in the pod or "
            + "service network: nodes need them before any pod runs, and once the cluster "
            + "runs, packets to those networks never leave it. A DNS server is not the node "
            + "itself either, because the cluster's own DNS asks it in turn. The default "
            + "service network 10.96.0.0/12 reaches from 10.96.0.0 to 10.111.255.255.");
  }

  @Override
  public void check(Draft draft, Found found) {
    for (Placed<Ipv4> server : draft.network().dns()) {
      one(draft, "the DNS server", server, found);
      if (LOOPBACK.contains(server.value())) {
        found.add(
            problem(
                server.place(),
                "the DNS server " + server.value() + " is the node itself",
                "write a server outside of the cluster, such as the manager's"));
      }
    }
    for (Placed<String> server : draft.network().ntp()) {
      if (Ipv4.isValid(server.value())) {
        Placed<Ipv4> address = new Placed<>(Ipv4.parse(server.value()), server.place());
        one(draft, "the time server", address, found);
      }
    }
    draft.manager().address().ifPresent(a -> one(draft, "the manager's address", a, found));
  }

  private void one(Draft draft, String what, Placed<Ipv4> server, Found found) {
    boolean pods = isIn(draft.network().pods(), server);
    if (pods || isIn(draft.network().services(), server)) {
      found.add(
          problem(
              server.place(),
              what
                  + " "
                  + server.value()
                  + " lies in the "
                  + (pods ? "pod" : "service")
                  + " network",
              "write a server outside of the cluster, or move the cluster's network"));
    }
  }

  private static boolean isIn(Optional<Placed<Cidr>> network, Placed<Ipv4> server) {
    return network.isPresent() && network.get().value().contains(server.value());
  }

  private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8");
}
