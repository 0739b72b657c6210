package dev.ekube.sim.run;

import dev.ekube.sim.kernel.Prng;
import dev.ekube.sim.rule.Violation;
import dev.ekube.sim.world.Brains;
import dev.ekube.sim.world.World;
import java.util.Optional;

/**
 * One run by seed: a cluster is switched on, faults happen, then they end, and the cluster must
 * become whole. The same seed gives the same trace, event by event.
 */
public final class Simulation {
  private Simulation() {}

  /** Runs a seed; without a shape chance chooses one. */
  public static Outcome run(long seed, Optional<Shape> wanted, Brains brains) {
    Prng prng = new Prng(seed);
    Shape any = Shape.any(prng);
    Shape shape = wanted.orElse(any);
    World world = new World(prng, brains, shape.site());
    Judge judge = new Judge(world);
    Optional<Violation> broken = Optional.empty();
    long ended = 0;
    try {
      begin(world);
      Chaos chaos = new Chaos(world);
      long faults = prng.between(10_000, 90_000);
      chaos.unleash(faults);
      judge.runUntil(faults);
      ended = world.now();
      Peace.restore(world, judge);
    } catch (Violation violation) {
      world.trace().say("rule", violation.getMessage());
      broken = Optional.of(violation);
    }
    return new Outcome(
        seed,
        shape,
        broken,
        world.now() - ended,
        judge.events(),
        world.trace().hash(),
        world.trace().lines());
  }

  /** The manager first, because the nodes boot from it; mostly. */
  private static void begin(World world) {
    Prng prng = world.prng();
    world.events().after(prng.chance(800) ? 0 : prng.between(0, 10_000), world.manager()::start);
    boolean together = prng.chance(700);
    world
        .hosts()
        .forEach(
            host ->
                world
                    .events()
                    .after(prng.between(0, together ? 500 : 15_000), () -> world.power().on(host)));
    world.writer().everyMillis(prng.between(100, 700));
  }
}
