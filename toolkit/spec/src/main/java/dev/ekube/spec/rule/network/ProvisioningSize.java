package dev.ekube.spec.rule.network;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;

/** Room for a manager, an address for the API and a node. */
public final class ProvisioningSize extends Check {
  public ProvisioningSize() {
    super(
        "provisioning-size",
        "The provisioning network has a prefix from /8 to /29: a smaller one has no "
            + "room for manager, virtual address and nodes.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .network()
        .provisioning()
        .filter(c -> c.value().prefix() < 8 || c.value().prefix() > 29)
        .ifPresent(
            c ->
                found.add(
                    problem(
                        c.place(),
                        "the provisioning network " + c.value() + " is no size for a cluster",
                        "write a prefix from /8 to /29")));
  }
}
