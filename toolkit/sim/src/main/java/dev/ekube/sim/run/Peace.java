package dev.ekube.sim.run;

import dev.ekube.machine.arbiter.Phase;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.sim.rule.Violation;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.World;
import java.util.List;
import java.util.Optional;

/**
 * After the faults: everything passes, everything is on, and an operator does what {@code status}
 * asks of a person and nothing else. Then the cluster must become Ready within a bound.
 */
final class Peace {
  /** The most virtual milliseconds that may pass: tasks may have up to 120 s to run out. */
  static final long BOUND = 300_000;

  private static final long PATIENCE = 20_000;

  /**
   * For so many seconds a node may wait without a reason: what it waits for is mostly done then.
   */
  private static final int SPEECHLESS = 20;

  private Peace() {}

  static void restore(World world, Judge judge) {
    world.trace().say("network", "the faults are over");
    world.mishaps().end();
    world.net().heal();
    world.manager().start();
    world.hosts().forEach(host -> switchOn(world, host));
    long end = world.now() + BOUND;
    long asked = world.now();
    int whole = 0;
    int silent = 0;
    while (world.now() < end && whole < 3) {
      judge.runFor(1000);
      List<String> missing = Goal.missing(world);
      whole = missing.isEmpty() ? whole + 1 : 0;
      List<String> unexplained = Goal.unexplained(world);
      silent = unexplained.isEmpty() ? 0 : silent + 1;
      if (silent > SPEECHLESS) {
        throw new Violation("L2", "for " + silent + " s: " + String.join("; ", unexplained));
      }
      if (!missing.isEmpty() && world.now() - asked >= PATIENCE) {
        asked = world.now();
        help(world, end - BOUND / 2);
      }
    }
    List<String> missing = Goal.missing(world);
    if (!missing.isEmpty()) {
      throw new Violation("L1", "after " + BOUND / 1000 + " s: " + String.join("; ", missing));
    }
  }

  private static void switchOn(World world, Host host) {
    world.power().on(host);
  }

  /** What an operator does who reads {@code status}; broken machines are replaced in the end. */
  private static void help(World world, long replacing) {
    Optional<Phase> phase = world.manager().state().map(state -> state.ledger().phase());
    if (phase.isEmpty()) {
      world.manager().start();
      return;
    }
    world
        .manager()
        .state()
        .orElseThrow()
        .reasons()
        .forEach((node, why) -> world.trace().say("status", node + ": " + why));
    world.hosts().stream()
        .filter(Host::dead)
        .forEach(host -> world.manager().ask(new Request.Fence(host.name())));
    if (world.now() >= replacing) {
      world.hosts().stream()
          .filter(host -> host.dead() && world.manager().site().knows(host.name()))
          .toList()
          .forEach(host -> world.power().replace(host));
    }
    boolean dead = world.hosts().stream().anyMatch(Host::dead);
    switch (phase.get()) {
      case Phase.Adopting a -> {
        if (dead) {
          world.manager().ask(new Request.Adopt());
        }
      }
      case Phase.Vacant v -> {
        if (world.manager().site().totalLoss() == dev.ekube.model.Recovery.TotalLoss.HOLD) {
          world.manager().ask(new Request.NewEpoch(Optional.empty()));
        }
      }
      case Phase.Founding f -> {}
      case Phase.Formed f -> {}
      case Phase.Succeeding s -> {}
    }
  }
}
