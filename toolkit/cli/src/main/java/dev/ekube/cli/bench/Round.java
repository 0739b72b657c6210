package dev.ekube.cli.bench;

import dev.ekube.model.NodeName;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one round of one contender came to. All times are seconds after the moment at which all
 * agents, or the contender's command, were started.
 *
 * @param api some API server answers
 * @param endpoint the virtual address answers, for contenders that have one
 * @param nodes when each node was first Ready
 * @param dns CoreDNS is available
 * @param formed all of it came within the limit
 */
record Round(
    String contender,
    int number,
    Optional<Double> api,
    Optional<Double> endpoint,
    SortedMap<NodeName, Double> nodes,
    Optional<Double> dns,
    boolean formed) {
  Round {
    nodes = Collections.unmodifiableSortedMap(new TreeMap<>(nodes));
  }

  /** All nodes of the cluster are Ready. */
  Optional<Double> ready() {
    return formed ? nodes.values().stream().max(Double::compare) : Optional.empty();
  }

  /** The first node is Ready. */
  Optional<Double> first() {
    return nodes.values().stream().min(Double::compare);
  }

  /** All nodes are Ready and CoreDNS is available. */
  Optional<Double> whole() {
    return formed ? Optional.of(Math.max(ready().orElse(0.0), dns.orElse(0.0))) : Optional.empty();
  }
}
