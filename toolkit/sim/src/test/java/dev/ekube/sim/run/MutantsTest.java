package dev.ekube.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ekube.sim.rule.Violation;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rule that is switched off is noticed, and by the invariant of that very rule. */
class MutantsTest {
  private static final Seeds SEEDS = new Seeds(1, 400);

  @ParameterizedTest
  @EnumSource(Mutants.class)
  void everyMutantIsCaughtByItsRule(Mutants mutant) {
    OptionalLong seed =
        SEEDS.stream()
            .filter(candidate -> rule(candidate, mutant).equals(Optional.of(mutant.rule())))
            .findFirst();
    assertThat(seed).as("a seed that shows that %s is switched off", mutant).isPresent();
  }

  private static Optional<String> rule(long seed, Mutants mutant) {
    return Simulation.run(seed, Optional.empty(), mutant).broken().map(Violation::rule);
  }
}
