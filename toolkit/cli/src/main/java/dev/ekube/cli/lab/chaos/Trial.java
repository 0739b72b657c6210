package dev.ekube.cli.lab.chaos;

import dev.ekube.apply.port.PortException;
import dev.ekube.lab.chaos.Hands;
import dev.ekube.lab.chaos.Judge;
import dev.ekube.lab.chaos.Layout;
import dev.ekube.lab.chaos.Outages;
import dev.ekube.lab.chaos.Round;
import dev.ekube.lab.chaos.Writes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;

/** Rounds on a lab: something happens, the cluster heals, and everything is looked at. */
final class Trial {
  private static final long LOOK_MILLIS = 100;

  /** What Kubernetes says of a node may be a while behind it. */
  private static final Duration SETTLE = Duration.ofSeconds(60);

  private final Layout layout;
  private final Hands hands;
  private final Eyes eyes;
  private final Load load;
  private final Healing healing;
  private final Inspection inspection;
  private final Duration limit;

  Trial(
      Layout layout,
      Hands hands,
      Eyes eyes,
      Load load,
      Healing healing,
      Inspection inspection,
      Duration limit) {
    this.layout = layout;
    this.hands = hands;
    this.eyes = eyes;
    this.load = load;
    this.healing = healing;
    this.inspection = inspection;
    this.limit = limit;
  }

  /**
   * Waits until the cluster is whole, so that nothing is blamed on a round that was there before.
   */
  Optional<String> begin() {
    eyes.begin();
    return await(new Hands.Done(new java.util.TreeSet<>(), Writes.Bound.NOTHING), line -> {});
  }

  /** One round. */
  Result run(Round round, Consumer<String> story) {
    long before = load.writes().count();
    load.outages().take(System.nanoTime());
    eyes.begin();
    Hands.Done done = hands.run(round);
    long began = System.nanoTime();
    Optional<String> lacks = await(done, story);
    OptionalDouble healed =
        lacks.isEmpty()
            ? OptionalDouble.of((System.nanoTime() - began) / 1e9)
            : OptionalDouble.empty();
    Outages.Outage outage = load.outages().take(System.nanoTime());
    List<String> faults = new ArrayList<>();
    lacks.ifPresent(what -> faults.add("not whole after " + limit.toSeconds() + " s: " + what));
    faults.addAll(settled());
    Writes.Loss loss = loss(done, faults);
    return new Result(round, healed, outage, load.writes().count() - before, loss, faults);
  }

  private Optional<String> await(Hands.Done done, Consumer<String> story) {
    long began = System.nanoTime();
    long wrote = load.writes().count();
    String said = "";
    Optional<String> lacks = healing.lacks(done.booted(), wrote);
    while (lacks.isPresent() && System.nanoTime() - began < limit.toNanos()) {
      if (!lacks.get().equals(said)) {
        said = lacks.get();
        story.accept(said);
      }
      Healing.rest(LOOK_MILLIS);
      lacks = healing.lacks(done.booted(), wrote);
    }
    return lacks;
  }

  private List<String> settled() {
    long began = System.nanoTime();
    List<String> faults = Judge.faults(layout, inspection.look());
    while (!faults.isEmpty() && System.nanoTime() - began < SETTLE.toNanos()) {
      Healing.rest(LOOK_MILLIS);
      faults = Judge.faults(layout, inspection.look());
    }
    return faults;
  }

  private Writes.Loss loss(Hands.Done done, List<String> faults) {
    Set<String> asked = load.writes().names();
    try {
      Writes.Loss loss = load.writes().compare(asked, load.there(), done.bound());
      if (!loss.broken().isEmpty()) {
        faults.add(
            loss.broken().size()
                + " acknowledged writes are lost that had to be kept, the first is "
                + loss.broken().getFirst());
      }
      return loss;
    } catch (IOException e) {
      faults.add("what was written cannot be read: " + e.getMessage());
      return new Writes.Loss(0, List.of());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw PortException.interrupted("reading what was written");
    }
  }
}
