package dev.ekube.lab.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Choices by a seeded source, each in a way that no library changes from release to release. */
final class Dice {
  private Dice() {}

  /** One of them. */
  static <T> T one(List<T> things, RandomGenerator dice) {
    return things.get(dice.nextInt(things.size()));
  }

  /** All of them in another order. */
  static <T> List<T> shuffled(List<T> things, RandomGenerator dice) {
    List<T> left = new ArrayList<>(things);
    List<T> order = new ArrayList<>();
    while (!left.isEmpty()) {
      order.add(left.remove(dice.nextInt(left.size())));
    }
    return order;
  }
}
