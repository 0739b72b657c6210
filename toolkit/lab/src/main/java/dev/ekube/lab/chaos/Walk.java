package dev.ekube.lab.chaos;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** Rounds drawn from all cases, one after the other and without an end. */
final class Walk {
  /** The more often a case stands here, the more often it is drawn. */
  private static final List<ChaosCase> DRAWN =
      List.of(
          ChaosCase.CONTROL_ALONE,
          ChaosCase.CONTROL_ALONE,
          ChaosCase.CONTROL_ALONE,
          ChaosCase.LEADER,
          ChaosCase.LEADER,
          ChaosCase.TWO_OF_THREE,
          ChaosCase.ALL_CONTROL,
          ChaosCase.ALL_NODES,
          ChaosCase.WORKER_STORM,
          ChaosCase.PARTITION,
          ChaosCase.PARTITION,
          ChaosCase.PAUSE,
          ChaosCase.MANAGER,
          ChaosCase.AGENT_STAGES,
          ChaosCase.AGENT_STAGES,
          ChaosCase.FULL_TMPFS);

  /** In so many rounds one has the manager down meanwhile. */
  private static final int MANAGER_DOWN = 4;

  private Walk() {}

  static Stream<Round> of(Layout layout, RandomGenerator dice) {
    return Stream.generate(() -> drawn(layout, dice)).flatMap(List::stream);
  }

  private static List<Round> drawn(Layout layout, RandomGenerator dice) {
    List<Round> rounds = Dice.one(DRAWN, dice).rounds(layout, dice);
    if (rounds.isEmpty()) {
      return List.of();
    }
    Round round = Dice.one(rounds, dice);
    boolean alone = dice.nextInt(MANAGER_DOWN) == 0;
    return List.of(alone && round.isWithoutManager() ? round.withManagerDown() : round);
  }
}
