package dev.ekube.sim.run;

import dev.ekube.sim.rule.Rule;
import dev.ekube.sim.world.World;
import java.util.List;

/** Lets a world go on, event by event, and holds every rule after each. */
final class Judge {
  private final World world;
  private final List<Rule> rules;
  private long events;

  Judge(World world) {
    this.world = world;
    this.rules = Rule.all();
    world.watch(deed -> rules.forEach(rule -> rule.saw(world, deed)));
  }

  /** Runs until a virtual time. */
  void runUntil(long time) {
    while (world.events().stepUntil(time)) {
      events++;
      rules.forEach(rule -> rule.check(world));
    }
  }

  void runFor(long millis) {
    runUntil(world.now() + millis);
  }

  long events() {
    return events;
  }
}
