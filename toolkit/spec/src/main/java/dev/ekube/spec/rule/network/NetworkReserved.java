package dev.ekube.spec.rule.network;

import dev.ekube.model.Cidr;
import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.draft.Placed;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import java.util.List;

/** Some networks are taken by the standards. */
public final class NetworkReserved extends Check {
  public NetworkReserved() {
    super(
        "network-reserved",
        "Loopback (127.0.0.0/8), link-local (169.254.0.0/16), multicast and reserved "
            + "addresses (224.0.0.0/3) and 0.0.0.0/8 cannot carry nodes, pods or services.");
  }

  @Override
  public void check(Draft draft, Found found) {
    List.of(draft.network().provisioning(), draft.network().pods(), draft.network().services())
        .forEach(network -> network.ifPresent(n -> checkOne(n, found)));
  }

  private void checkOne(Placed<Cidr> network, Found found) {
    for (Cidr taken : RESERVED) {
      if (taken.overlaps(network.value())) {
        found.add(
            problem(
                network.place(),
                "the network " + network.value() + " reaches into " + taken + ", which is reserved",
                "use a private network, such as one in 10.0.0.0/8"));
        return;
      }
    }
  }

  private static final List<Cidr> RESERVED =
      List.of(
          Cidr.parse("0.0.0.0/8"),
          Cidr.parse("127.0.0.0/8"),
          Cidr.parse("169.254.0.0/16"),
          Cidr.parse("224.0.0.0/3"));
}
