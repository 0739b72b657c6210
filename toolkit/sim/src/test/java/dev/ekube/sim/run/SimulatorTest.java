package dev.ekube.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.sim.world.Brains;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Many worlds, each of which must keep every rule and become Ready. */
class SimulatorTest {
  private static final int SEEDS = 500;

  @Test
  void everySeedKeepsEveryRuleAndBecomesReady() {
    List<String> broken =
        new Seeds(1, SEEDS)
            .stream()
                .parallel()
                .mapToObj(seed -> Simulation.run(seed, Optional.empty(), Brains.REAL))
                .filter(outcome -> !outcome.held())
                .map(
                    o ->
                        o.seed() + " (" + o.shape() + "): " + o.broken().orElseThrow().getMessage())
                .toList();
    assertThat(broken).as("replay with: ekube simulate --seed N").isEmpty();
  }

  @Test
  void theSameSeedGivesTheSameTrace() {
    for (long seed : new long[] {3, 17, 4711}) {
      Outcome once = Simulation.run(seed, Optional.empty(), Brains.REAL);
      Outcome again = Simulation.run(seed, Optional.empty(), Brains.REAL);
      assertThat(again.hash()).isEqualTo(once.hash());
      assertThat(again.trace()).isEqualTo(once.trace());
      assertThat(once.trace()).hasSizeGreaterThan(10);
    }
  }

  @Test
  void anotherSeedGivesAnotherTrace() {
    Outcome one = Simulation.run(1, Optional.empty(), Brains.REAL);
    Outcome other = Simulation.run(2, Optional.empty(), Brains.REAL);
    assertThat(other.hash()).isNotEqualTo(one.hash());
  }

  @Test
  void manyWorkersFollowOneControlPlane() {
    Outcome outcome = Simulation.run(5, Optional.of(Shape.parse("3+100")), Brains.REAL);
    assertThat(outcome.broken()).isEmpty();
  }
}
