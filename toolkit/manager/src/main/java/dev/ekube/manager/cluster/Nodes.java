package dev.ekube.manager.cluster;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.NodeReport;
import dev.ekube.manager.net.Connection;
import dev.ekube.model.NodeName;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which node is connected by which connection, and what it said last. For several threads. */
final class Nodes {
  private final SortedMap<NodeName, Known> known = new TreeMap<>();
  private Optional<NodeName> holder = Optional.empty();

  /**
   * One node.
   *
   * @param connection the present one; absent while there is none
   * @param since milliseconds of the wall clock, since when it has been in this condition
   */
  record Known(Optional<Connection> connection, NodeReport report, long since) {
    /** The same node after another report. */
    private Known heard(Optional<Connection> by, NodeReport next, long at) {
      boolean same = kind(next.condition()).equals(kind(report.condition()));
      return new Known(by, next, same ? since : at);
    }

    private static String kind(Condition condition) {
      return switch (condition) {
        case Condition.Idle idle -> "idle";
        case Condition.Working working -> "working " + working.task();
        case Condition.Failing failing -> "failing " + failing.task();
        case Condition.Settled settled -> "settled";
      };
    }
  }

  /** The node is here now; the connection that it takes the place of, if there was one. */
  synchronized Optional<Known> arrived(
      NodeName node, Connection connection, NodeReport report, long at) {
    Optional<Known> before = Optional.ofNullable(known.get(node));
    Optional<Connection> now = Optional.of(connection);
    known.put(node, before.map(b -> b.heard(now, report, at)).orElse(new Known(now, report, at)));
    return before.filter(b -> b.connection().isPresent());
  }

  /** False when that connection is not the node's present one any more. */
  synchronized boolean reported(NodeName node, Connection by, NodeReport report, long at) {
    if (!isPresent(node, by)) {
      return false;
    }
    known.put(node, known.get(node).heard(Optional.of(by), report, at));
    return true;
  }

  /** A node has told whether it holds the virtual address; true when that is news. */
  synchronized boolean answered(NodeName node, boolean holds) {
    Optional<NodeName> before = holder;
    if (holds) {
      holder = Optional.of(node);
    } else if (before.equals(Optional.of(node))) {
      holder = Optional.empty();
    }
    return !before.equals(holder);
  }

  /** Who said last that it holds the virtual address, while it is connected. */
  synchronized Optional<NodeName> holder() {
    return holder;
  }

  /** False when another connection has taken its place already. */
  synchronized boolean left(NodeName node, Connection by) {
    if (!isPresent(node, by)) {
      return false;
    }
    answered(node, false);
    Known last = known.get(node);
    known.put(node, new Known(Optional.empty(), last.report(), last.since()));
    return true;
  }

  private boolean isPresent(NodeName node, Connection by) {
    return connection(node).filter(by::equals).isPresent();
  }

  synchronized Optional<Connection> connection(NodeName node) {
    return Optional.ofNullable(known.get(node)).flatMap(Known::connection);
  }

  /** The connection of one boot of the node. */
  synchronized Optional<Connection> connection(NodeName node, Incarnation incarnation) {
    return Optional.ofNullable(known.get(node))
        .filter(k -> k.report().incarnation().equals(incarnation))
        .flatMap(Known::connection);
  }

  synchronized Optional<Known> known(NodeName node) {
    return Optional.ofNullable(known.get(node));
  }

  synchronized Map<NodeName, Known> all() {
    return new TreeMap<>(known);
  }
}
