package dev.ekube.manager.cluster;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.manager.log.Log;
import dev.ekube.manager.net.Connection;
import dev.ekube.manager.net.Unwelcome;
import dev.ekube.manager.net.Words;
import dev.ekube.model.Bytes;
import dev.ekube.model.Node;
import dev.ekube.model.NodeName;
import dev.ekube.wire.ManagerMessage;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** What the arbiter wants of nodes, done over their connections. */
final class NodeHands {
  /** Why a connection ends whose node was let in. */
  static final String ADMITTED = "admitted";

  private static final long RETRY_MILLIS = 1_000;

  private final Nodes nodes;
  private final Supplier<Plans> plans;
  private final InstantSource clock;
  private final Log log;
  private final Map<Asking, Pending> pending = new ConcurrentHashMap<>();
  private final Map<NodeName, Long> probes = new ConcurrentHashMap<>();
  private final AtomicLong pings = new AtomicLong();

  /** One boot of a node that asks to be let in. */
  private record Asking(NodeName node, Incarnation incarnation) {}

  private record Pending(Node node, SortedMap<String, Bytes> requests, Connection connection) {}

  /** What follows from the cluster.yaml that holds now. */
  record Plans(Admission admission, Bundles bundles, Map<NodeName, Node> nodes) {}

  NodeHands(Nodes nodes, Supplier<Plans> plans, InstantSource clock, Log log) {
    this.nodes = nodes;
    this.plans = plans;
    this.clock = clock;
    this.log = log;
  }

  /** A boot asks; the connection of an earlier asking of the same boot is told to go. */
  void asks(Node node, Incarnation incarnation, SortedMap<String, Bytes> requests, Connection by) {
    Optional.ofNullable(
            pending.put(new Asking(node.name(), incarnation), new Pending(node, requests, by)))
        .ifPresent(older -> older.connection().end("the same boot asks on another connection"));
  }

  /** The connection has ended, with or without an answer. */
  void forget(Connection connection) {
    pending.values().removeIf(waiting -> waiting.connection().equals(connection));
  }

  void admit(ArbiterEffect.Admit effect) {
    Optional<Pending> asked = take(effect.node(), effect.incarnation());
    asked.ifPresent(
        waiting -> {
          try {
            NodeGuest.send(
                waiting.connection(),
                plans.get().admission().admit(waiting.node(), waiting.requests(), clock.instant()));
            waiting.connection().finish(ADMITTED);
            log.info(
                "admitted", Map.of("node", effect.node(), "incarnation", effect.incarnation()));
          } catch (Unwelcome | RuntimeException e) {
            refuse(waiting.connection(), effect.node(), Words.of(e));
          }
        });
  }

  void refuse(ArbiterEffect.Refuse effect) {
    take(effect.node(), effect.incarnation())
        .ifPresent(waiting -> refuse(waiting.connection(), effect.node(), effect.why()));
  }

  private void refuse(Connection connection, NodeName node, String why) {
    log.warn("enrolment refused", Map.of("node", node, "why", why));
    NodeGuest.send(connection, new ManagerMessage.Refused(why, RETRY_MILLIS));
    connection.finish("refused");
  }

  private Optional<Pending> take(NodeName node, Incarnation incarnation) {
    return Optional.ofNullable(pending.remove(new Asking(node, incarnation)));
  }

  void close(ArbiterEffect.Close effect) {
    nodes
        .connection(effect.node(), effect.incarnation())
        .ifPresent(
            connection -> {
              NodeGuest.send(connection, new ManagerMessage.Superseded(effect.why()));
              connection.finish(effect.why());
            });
  }

  /** Asks whether the node is there; its answer counts as a report. */
  void probe(NodeName node) {
    long number = pings.incrementAndGet();
    probes.put(node, number);
    nodes.connection(node).ifPresent(c -> NodeGuest.send(c, new ManagerMessage.Ping(number)));
  }

  /** True when the arbiter waits for this answer. */
  boolean isProbed(NodeName node, long number) {
    return probes.remove(node, number);
  }

  void pingAll() {
    long number = pings.incrementAndGet();
    nodes
        .all()
        .forEach(
            (node, known) ->
                known
                    .connection()
                    .ifPresent(c -> NodeGuest.send(c, new ManagerMessage.Ping(number))));
  }

  void send(ArbiterEffect.Send effect) {
    Plans now = plans.get();
    Optional<Node> node = Optional.ofNullable(now.nodes().get(effect.node()));
    Optional<Connection> connection = nodes.connection(effect.node());
    if (node.isPresent() && connection.isPresent()) {
      var files = now.bundles().of(node.get(), effect.order());
      NodeGuest.send(
          connection.get(), new ManagerMessage.Ordered(effect.id(), effect.order(), files));
      log.info("order", Map.of("node", effect.node(), "id", effect.id(), "order", effect.order()));
    }
  }
}
