package dev.ekube.machine.arbiter;

import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Everything the arbiter thinks with: what the site wants, what the journal says, and what it has
 * seen since it started.
 *
 * @param ready the nodes that Kubernetes calls Ready
 * @param view the last look at etcd
 * @param drains workers being drained: false while it is under way, true when it is done
 * @param reasons why a node is not further, in words, for {@code status}
 */
public record ArbiterState(
    Site site,
    Ledger ledger,
    SortedMap<NodeName, Presence> nodes,
    SortedMap<NodeName, Sent> sent,
    long serial,
    Optional<EtcdView> view,
    Pending pending,
    SortedSet<NodeName> ready,
    SortedMap<NodeName, Boolean> drains,
    SortedMap<NodeName, String> reasons,
    List<String> alarms,
    long now) {
  /** How many alarms are remembered for {@code status}. */
  static final int ALARMS = 50;

  public ArbiterState {
    nodes = Copies.sorted(nodes);
    sent = Copies.sorted(sent);
    drains = Copies.sorted(drains);
    reasons = Copies.sorted(reasons);
    alarms = List.copyOf(alarms);
  }
}
