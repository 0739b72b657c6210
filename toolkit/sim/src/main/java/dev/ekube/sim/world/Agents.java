package dev.ekube.sim.world;

import dev.ekube.machine.node.NodeEffect;
import dev.ekube.machine.node.NodeEvent;
import dev.ekube.machine.node.NodeFacts;
import dev.ekube.machine.node.NodeStep;
import java.util.function.LongFunction;

/** Runs the node's machine on every host, and executes its effects one by one. */
final class Agents {
  private final World world;
  private final Tasks tasks;

  Agents(World world) {
    this.world = world;
    this.tasks = new Tasks(world);
  }

  /** The agent's process begins, in a new boot or again in the same one. */
  void start(Host host) {
    host.life++;
    host.run = -1;
    host.clock = new Clock(world.now(), 0, world.prng.between(-20_000, 20_000));
    NodeFacts facts =
        new NodeFacts(
            host.name(), host.role(), host.incarnation(), host.look(world.etcd(host).isPresent()));
    world.trace.say(host.label(), "agent starts, finds " + Words.of(facts.data()));
    execute(host, world.brains.start(facts, 0));
  }

  /** The agent's process ends; everything else on the node goes on. */
  void crash(Host host) {
    if (host.agent.isPresent()) {
      world.trace.say(host.label(), "agent ends");
      host.agent = java.util.Optional.empty();
      host.life++;
      host.run = -1;
      int life = host.life;
      world.events.after(
          world.prng.between(200, 3000),
          () -> {
            if (host.on && host.life == life) {
              start(host);
            }
          });
    }
  }

  /** Gives an event to the agent if it is still the same one. */
  void feed(Host host, int life, LongFunction<NodeEvent> event) {
    if (host.life == life && host.agent.isPresent()) {
      long at = host.clock.read(world.now());
      execute(host, world.brains.step(host.agent.get(), event.apply(at)));
    }
  }

  private void execute(Host host, NodeStep step) {
    int life = host.life;
    host.agent = java.util.Optional.of(step.state());
    for (NodeEffect effect : step.effects()) {
      if (cut(host) || host.life != life) {
        return;
      }
      switch (effect) {
        case NodeEffect.Connect connect -> world.wires().connect(host);
        case NodeEffect.Begin begin -> tasks.begin(host, begin);
        case NodeEffect.Abandon abandon -> host.run = -1;
        case NodeEffect.Report report -> world.wires().report(host, report.report());
        case NodeEffect.SetTimer timer -> setTimer(host, timer.at());
      }
    }
    cut(host);
  }

  /** Perhaps the agent or the whole node falls right here. */
  boolean cut(Host host) {
    if (world.prng.chance(world.mishaps.agentFalls)) {
      crash(host);
      return true;
    }
    if (world.prng.chance(world.mishaps.powerFails)) {
      world.power().blink(host);
      return true;
    }
    return false;
  }

  private void setTimer(Host host, long at) {
    long timer = ++host.timer;
    int life = host.life;
    world.events.after(
        host.clock.when(at) - world.now(),
        () -> {
          if (host.timer == timer) {
            feed(host, life, NodeEvent.Ticked::new);
          }
        });
  }
}
