package dev.ekube.sim.run;

import dev.ekube.machine.arbiter.Request;
import dev.ekube.machine.arbiter.Site;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.Mishaps;
import dev.ekube.sim.world.World;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The commands of stories. Each is a word and its arguments; docs/simulator.md lists them. */
final class Script {
  /** The most virtual time that {@code until} waits. */
  private static final long LIMIT = 200_000;

  private final World world;
  private final Judge judge;
  private int heard;

  Script(World world, Judge judge) {
    this.world = world;
    this.judge = judge;
  }

  /** Reads {@code nodes 3+2 hold}. */
  static Shape shape(List<String> words) {
    Shape shape = Shape.parse(words.get(1));
    TotalLoss policy =
        words.size() > 2
            ? TotalLoss.valueOf(words.get(2).toUpperCase(Locale.ROOT))
            : TotalLoss.RESTORE;
    return new Shape(shape.controls(), shape.workers(), policy);
  }

  /** Does one command; {@link IllegalArgumentException} says why it cannot be done. */
  void command(List<String> words) {
    String rest = String.join(" ", words.subList(1, words.size()));
    switch (words.getFirst()) {
      case "manager" -> manager(rest);
      case "boot" -> each(rest, world.power()::on);
      case "off" -> each(rest, world.power()::off);
      case "reboot" -> each(rest, host -> world.power().blink(host, 5000));
      case "break" -> each(rest, world.power()::breakForGood);
      case "replace" -> each(rest, world.power()::replace);
      case "keep" -> each(rest, host -> world.power().keepData(host, true));
      case "delete-data" -> each(rest, world.power()::deleteData);
      case "crash-agent" -> each(rest, world.power()::crashAgent);
      case "move" -> move(words);
      case "cut" -> cut(words);
      case "heal" -> world.net().heal();
      case "rough" -> world.net().roughen(Integer.parseInt(rest));
      case "fail-tasks" -> fail(world.mishaps(), rest);
      case "write" -> write(rest);
      case "ask" -> world.manager().ask(request(words.subList(1, words.size())));
      case "apply" -> apply(words.subList(1, words.size()));
      case "run" -> judge.runFor(duration(rest));
      case "until" -> until(rest);
      case "expect" -> expect(rest);
      default -> throw new IllegalArgumentException("there is no such command");
    }
  }

  private void manager(String what) {
    switch (what) {
      case "start" -> world.manager().start();
      case "crash" -> world.manager().crash();
      case "lose-journal" -> world.manager().loseJournal();
      default -> throw new IllegalArgumentException("start, crash or lose-journal");
    }
  }

  private interface Doing {
    void to(Host host);
  }

  private void each(String names, Doing doing) {
    if (names.equals("all")) {
      world.hosts().forEach(doing::to);
      return;
    }
    for (String name : names.split(" ", -1)) {
      doing.to(host(name));
    }
  }

  private Host host(String name) {
    if (!NodeName.isValid(name) || world.host(new NodeName(name)) == null) {
      throw new IllegalArgumentException("there is no node " + name);
    }
    return world.host(new NodeName(name));
  }

  private void move(List<String> words) {
    Host host = host(words.get(1));
    String url = Shape.url(Integer.parseInt(words.get(2)));
    TreeMap<NodeName, String> control = new TreeMap<>(world.manager().site().control());
    control.put(host.name(), url);
    world.power().move(host, url);
    change(control);
  }

  /** {@code cut a b}: both ways; {@code cut a > b}: what a sends to b is lost. */
  private void cut(List<String> words) {
    String other = words.getLast();
    world.net().block(words.get(1), other);
    if (words.size() == 3) {
      world.net().block(other, words.get(1));
    }
  }

  private static void fail(Mishaps mishaps, String perMille) {
    mishaps.taskFails(Integer.parseInt(perMille));
  }

  private void write(String times) {
    int count = times.isEmpty() ? 1 : Integer.parseInt(times);
    int before = world.writer().acknowledged().size();
    for (int i = 0; i < count; i++) {
      world.writer().write();
      judge.runFor(300);
    }
    int after = world.writer().acknowledged().size();
    world.trace().say("writer", (after - before) + " of " + count + " writes acknowledged");
  }

  private Request request(List<String> words) {
    List<String> rest = words.subList(1, words.size());
    return switch (words.getFirst()) {
      case "new-epoch" -> new Request.NewEpoch(rest.stream().findFirst());
      case "adopt" -> new Request.Adopt();
      case "fence" -> new Request.Fence(host(rest.getFirst()).name());
      case "reboot" -> new Request.Reboot(rest.stream().map(NodeName::new).toList(), "maintenance");
      case "snapshot" -> new Request.Snapshot();
      default -> throw new IllegalArgumentException("new-epoch, adopt, fence, reboot or snapshot");
    };
  }

  private void apply(List<String> names) {
    TreeMap<NodeName, String> control = new TreeMap<>();
    for (String name : names) {
      NodeName node = new NodeName(name);
      String known = world.host(node) == null ? "" : world.host(node).url();
      control.put(node, known.isEmpty() ? Shape.url(100 + control.size()) : known);
    }
    change(control);
  }

  private void change(SortedMap<NodeName, String> control) {
    Site now = world.manager().site();
    world
        .manager()
        .apply(
            new Site(
                now.cluster(),
                control,
                now.workers(),
                now.totalLoss(),
                now.snapshotEvery(),
                now.snapshotsKept()));
  }

  private static long duration(String text) {
    return text.endsWith("ms")
        ? Long.parseLong(text.substring(0, text.length() - 2))
        : 1000 * Long.parseLong(text.substring(0, text.length() - 1));
  }

  /** Until the cluster is whole, or until something new in the trace contains these words. */
  private void until(String words) {
    long limit = world.now() + LIMIT;
    heard = world.trace().lines().size();
    while (!isThere(words)) {
      if (world.now() >= limit) {
        throw new IllegalArgumentException("it never came: " + Goal.missing(world));
      }
      judge.runFor(words.equals("ready") ? 500 : 1);
    }
  }

  private boolean isThere(String words) {
    if (words.equals("ready")) {
      return Goal.missing(world).isEmpty();
    }
    List<String> lines = world.trace().lines();
    return lines.subList(heard, lines.size()).stream().anyMatch(line -> line.contains(words));
  }

  private void expect(String what) {
    Expectation.check(world, what).ifPresent(this::disappointed);
  }

  private void disappointed(String why) {
    throw new IllegalArgumentException(why);
  }

  /** For {@code expect writes}: every acknowledged write that the serving epoch lacks. */
  static Optional<Long> lost(World world) {
    int epoch = world.manager().state().orElseThrow().ledger().epoch();
    return world
        .etcds()
        .leading(epoch)
        .map(leader -> leader.data().allWrites())
        .flatMap(
            held ->
                world.writer().acknowledged().keySet().stream()
                    .filter(write -> !held.contains(write))
                    .findFirst());
  }
}
