package dev.ekube.sim.run;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Order;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.Phase;
import dev.ekube.machine.node.NodeState;
import dev.ekube.model.Role;
import dev.ekube.sim.etcd.Config;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.etcd.Peer;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** When a cluster is whole, judged by the world itself; and what is missing while it is not. */
final class Goal {
  private Goal() {}

  /** What keeps the cluster from being Ready; empty when it is. */
  static List<String> missing(World world) {
    List<String> missing = new ArrayList<>();
    Optional<ArbiterState> state = world.manager().state();
    if (state.isEmpty()) {
      missing.add("the manager is down");
      return missing;
    }
    if (!(state.get().ledger().phase() instanceof Phase.Formed)) {
      missing.add("the phase is " + state.get().ledger().phase());
    }
    Optional<Config> config =
        world.etcds().leading(state.get().ledger().epoch()).map(Etcd::data).map(d -> d.config());
    if (config.isEmpty()) {
      missing.add("etcd has no quorum");
    }
    for (Host host : world.hosts()) {
      if (!host.dead() && world.manager().site().knows(host.name())) {
        node(world, host, config, state.get(), missing);
      }
    }
    return missing;
  }

  /** Nodes that are not whole, have nothing to do, and of which status does not say why. */
  static List<String> unexplained(World world) {
    Optional<ArbiterState> state = world.manager().state();
    if (state.isEmpty()) {
      return List.of();
    }
    List<String> missing = new ArrayList<>();
    Optional<Config> config =
        world.etcds().leading(state.get().ledger().epoch()).map(Etcd::data).map(d -> d.config());
    for (Host host : world.hosts()) {
      boolean ours = !host.dead() && world.manager().site().knows(host.name());
      boolean quiet =
          host.agent().map(NodeState::report).map(r -> r.condition()).stream()
              .anyMatch(c -> c instanceof Condition.Settled || c instanceof Condition.Idle);
      boolean told =
          Optional.ofNullable(state.get().sent().get(host.name())).stream()
              .anyMatch(sent -> sent.order() instanceof Order.Hold);
      if (ours && quiet && !told && !state.get().reasons().containsKey(host.name())) {
        node(world, host, config, state.get(), missing);
      }
    }
    return missing;
  }

  private static void node(
      World world, Host host, Optional<Config> config, ArbiterState state, List<String> missing) {
    String reason = state.reasons().getOrDefault(host.name(), "no reason is given");
    Optional<Condition> condition = host.agent().map(NodeState::report).map(r -> r.condition());
    if (condition.isEmpty() || !(condition.get() instanceof Condition.Settled)) {
      missing.add(host.name() + " is " + condition + ": " + reason);
    } else if (!host.kubelet()) {
      missing.add(host.name() + " has no kubelet: " + reason);
    } else if (host.role() == Role.CONTROL) {
      boolean votes =
          config
              .flatMap(list -> list.byUrl(host.url()))
              .filter(peer -> !peer.learner() && isOf(host, peer))
              .isPresent();
      if (!votes || !world.apiAnswers(host)) {
        missing.add(host.name() + " does not serve the API: " + reason);
      }
    }
  }

  private static boolean isOf(Host host, Peer peer) {
    return host.data().filter(data -> data.id().equals(peer.id())).isPresent();
  }
}
