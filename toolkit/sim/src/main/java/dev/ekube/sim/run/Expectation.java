package dev.ekube.sim.run;

import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.model.NodeName;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.world.World;
import java.util.List;
import java.util.Optional;

/** What a story may expect of the world at a moment. */
final class Expectation {
  private Expectation() {}

  /** Why the expectation is not met; empty when it is. */
  static Optional<String> check(World world, String what) {
    String[] words = what.split(" ", 3);
    return switch (words[0]) {
      case "ready" -> unless(Goal.missing(world).isEmpty(), "missing: " + Goal.missing(world));
      case "unready" -> unless(!Goal.missing(world).isEmpty(), "the cluster is Ready");
      case "no-write-lost" ->
          Script.lost(world).map(write -> "write " + write + " was acknowledged and is lost");
      case "some-write-lost" -> unless(Script.lost(world).isPresent(), "no write is lost");
      case "epoch" -> equal(words[1], epoch(world));
      case "voters" -> equal(words[1], voters(world));
      case "reason" -> reason(world, new NodeName(words[1]), words[2]);
      case "story" -> contains(world.manager().state().orElseThrow().ledger().story(), what, 6);
      case "never" -> never(world, what.substring(6));
      default -> Optional.of("there is no such expectation");
    };
  }

  private static Optional<String> unless(boolean met, String why) {
    return met ? Optional.empty() : Optional.of(why);
  }

  private static Optional<String> equal(String wanted, long got) {
    return unless(wanted.equals(Long.toString(got)), "it is " + got);
  }

  private static long epoch(World world) {
    return world.manager().state().map(state -> state.ledger().epoch()).orElse(0);
  }

  private static long voters(World world) {
    return world
        .etcds()
        .leading((int) epoch(world))
        .map(Etcd::data)
        .map(data -> data.config().voters().size())
        .orElse(0);
  }

  private static Optional<String> reason(World world, NodeName node, String words) {
    String reason =
        world.manager().state().map(ArbiterState::reasons).orElseThrow().getOrDefault(node, "");
    return unless(reason.contains(words), "the reason is \"" + reason + "\"");
  }

  private static Optional<String> contains(String text, String what, int from) {
    return unless(text.contains(what.substring(from)), "it says \"" + text + "\"");
  }

  /** No line of the trace so far contains these words. */
  private static Optional<String> never(World world, String words) {
    List<String> found =
        world.trace().lines().stream().filter(line -> line.contains(words)).toList();
    return unless(found.isEmpty(), "it did: " + found);
  }
}
