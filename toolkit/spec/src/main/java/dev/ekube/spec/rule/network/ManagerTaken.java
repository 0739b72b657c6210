package dev.ekube.spec.rule.network;

import dev.ekube.spec.draft.Draft;
import dev.ekube.spec.rule.Check;
import dev.ekube.spec.rule.Found;
import dev.ekube.spec.rule.Hosts;

/** The manager keeps its address. */
public final class ManagerTaken extends Check {
  public ManagerTaken() {
    super(
        "manager-taken",
        "The manager's address is not that of a node, and lies outside of the DHCP " + "range.");
  }

  @Override
  public void check(Draft draft, Found found) {
    draft
        .manager()
        .address()
        .ifPresent(
            manager -> {
              for (Hosts.Host host : Hosts.ofNodes(draft)) {
                if (host.address().value().equals(manager.value())) {
                  found.add(
                      problem(
                          manager.place(),
                          "the manager's address " + manager.value() + " is taken by " + host.who(),
                          "give the node another address"));
                  break;
                }
              }
              draft
                  .network()
                  .dhcp()
                  .filter(range -> range.value().contains(manager.value()))
                  .ifPresent(
                      range ->
                          found.add(
                              problem(
                                  manager.place(),
                                  "the manager's address %s lies in the DHCP range %s"
                                      .formatted(manager.value(), range.value()),
                                  "shorten the range here and in warewulf.conf")));
            });
  }
}
