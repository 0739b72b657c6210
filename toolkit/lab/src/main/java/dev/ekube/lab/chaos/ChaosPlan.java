package dev.ekube.lab.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What will happen, in order. The same seed for the same nodes is the same plan.
 *
 * @param untried cases that these nodes are too few for
 */
public record ChaosPlan(long seed, List<Round> rounds, List<String> untried) {
  /** More rounds than that fit into no minute. */
  private static final int PER_MINUTE = 6;

  public ChaosPlan {
    rounds = List.copyOf(rounds);
    untried = List.copyOf(untried);
  }

  /** Rounds of all kinds, more than enough for so many minutes. */
  public static ChaosPlan walk(Layout layout, long seed, int minutes) {
    return new ChaosPlan(
        seed,
        Walk.of(layout, new SplittableRandom(seed)).limit((long) minutes * PER_MINUTE).toList(),
        List.of());
  }

  /**
   * The named cases; every one is the same whichever others are named beside it.
   *
   * @param managerDown each of them with the manager down meanwhile, where that is possible
   */
  public static ChaosPlan cases(Layout layout, long seed, List<String> names, boolean managerDown) {
    List<Round> rounds = new ArrayList<>();
    List<String> untried = new ArrayList<>();
    for (String name : names) {
      List<Round> of = rounds(layout, seed, name, managerDown);
      rounds.addAll(of);
      if (of.isEmpty()) {
        untried.add(name);
      }
    }
    return new ChaosPlan(seed, rounds, untried);
  }

  private static List<Round> rounds(Layout layout, long seed, String name, boolean managerDown) {
    boolean down = managerDown || name.endsWith(Round.MANAGER_DOWN);
    Optional<ChaosCase> found = named(name);
    return found
        .map(one -> one.rounds(layout, new SplittableRandom(seed)))
        .orElseThrow(() -> new IllegalArgumentException("there is no case " + name))
        .stream()
        .filter(round -> !down || round.isWithoutManager())
        .map(round -> down ? round.withManagerDown() : round)
        .toList();
  }

  /** The case of that name, with or without the manager. */
  public static Optional<ChaosCase> named(String name) {
    String plain = name.replace(Round.MANAGER_DOWN, "");
    return Stream.of(ChaosCase.values()).filter(one -> one.title().equals(plain)).findFirst();
  }

  /** For people: one line for each round, and one for each thing done in it. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < rounds.size(); i++) {
      Round round = rounds.get(i);
      lines.add("%3d  %s: %s".formatted(i + 1, round.name(), round.promise().words()));
      round.acts().forEach(act -> lines.add("       " + act.words()));
    }
    untried.forEach(name -> lines.add("not tried: " + name + ", for which these nodes do not do"));
    return lines;
  }
}
