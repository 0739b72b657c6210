package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.model.Ipv4;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.Optional;

/** Nodes ask for names before the cluster stands. */
public final class DnsInsideCluster extends Check {
  public DnsInsideCluster() {
    super(
        "dns-inside-cluster",
        "A DNS server of the nodes cannot lie in the pod or service network or be the "
            + "node itself: the nodes need it before any pod runs, and the cluster's own DNS "
            + "asks it in turn.");
  }

  @Override
  public void check(Draft draft, Found found) {
    for (Placed<Ipv4> server : draft.network().dns()) {
      boolean inside =
          isIn(draft.network().pods(), server) || isIn(draft.network().services(), server);
      if (inside || LOOPBACK.contains(server.value())) {
        found.add(
            problem(
                server.place(),
                "the DNS server " + server.value() + " cannot be reached before the cluster stands",
                "write a server outside of the cluster, such as the manager's"));
      }
    }
  }

  private static boolean isIn(Optional<Placed<Cidr>> network, Placed<Ipv4> server) {
    return network.isPresent() && network.get().value().contains(server.value());
  }

  private static final Cidr LOOPBACK = Cidr.parse("127.0.0.0/8");
}
