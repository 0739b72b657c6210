package dev.ekube.lab.chaos;

import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The cases by name. Each makes its rounds for the nodes that there are. */
public enum ChaosCase {
  CONTROL_ALONE("each control node alone loses its power, and boots") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      return layout.controls().stream().map(node -> alone(node, layout, dice)).toList();
    }
  },
  LEADER("the node that leads etcd loses its power, and boots") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      return List.of(powerOf(List.of(new Who.Leader()), keeps(1, layout), dice));
    }
  },
  TWO_OF_THREE("so many control nodes at once that the quorum is gone with them, but not all") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      if (layout.controls().size() < 3) {
        return List.of();
      }
      List<NodeName> order = Dice.shuffled(layout.controls(), dice);
      List<Who> lost = named(order.subList(1, order.size()));
      return List.of(
          round(
              Promise.SURVIVOR,
              new Act.Kill(lost),
              new Act.NoteSurvivor(new Who.Named(order.getFirst())),
              pause(dice),
              new Act.Boot(lost)));
    }
  },
  ALL_CONTROL("all control nodes at once") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      return List.of(everyone(named(layout.controls()), dice));
    }
  },
  ALL_NODES("all nodes at once") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      return List.of(everyone(named(layout.all()), dice));
    }
  },
  WORKER_STORM("all workers at once, and again before they are back") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      List<Who> workers = named(layout.workers());
      if (workers.isEmpty()) {
        return List.of();
      }
      List<Act> acts = new ArrayList<>();
      for (int wave = 0; wave < 3; wave++) {
        acts.addAll(List.of(new Act.Kill(workers), pause(dice), new Act.Boot(workers)));
        acts.add(new Act.Wait(dice.nextInt(500, 6_000)));
      }
      return List.of(new Round(title(), joined(acts), acts, Promise.ALL));
    }
  },
  PARTITION("the holder of the virtual address, then another control node, is cut off for 20 s") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      return Stream.of(new Who.Holder(), new Who.Named(Dice.one(layout.controls(), dice)))
          .map(
              who ->
                  round(
                      Promise.ALL,
                      new Act.Cut(who, true),
                      new Act.Wait(SPELL),
                      new Act.Cut(who, false)))
          .toList();
    }
  },
  PAUSE("a control node, then the one that leads etcd, stands still for 30 s") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      return Stream.of(new Who.Named(Dice.one(layout.controls(), dice)), new Who.Leader())
          .map(
              who ->
                  round(
                      Promise.ALL,
                      new Act.Pause(who, true),
                      new Act.Wait(STILL),
                      new Act.Pause(who, false)))
          .toList();
    }
  },
  MANAGER("the manager is killed, and starts again") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      return List.of(
          round(Promise.ALL, new Act.KillManager(), pause(dice), new Act.StartManager()));
    }
  },
  AGENT_STAGES("the agent of a node that boots is killed after each of its tasks") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      NodeName control = Dice.one(layout.controls(), dice);
      Stream<Round> controls =
          IntStream.rangeClosed(0, CONTROL_TASKS).mapToObj(n -> stage(control, n, layout));
      Stream<Round> workers =
          layout.workers().stream()
              .limit(1)
              .flatMap(
                  worker ->
                      IntStream.rangeClosed(0, WORKER_TASKS)
                          .mapToObj(n -> stage(worker, n, layout)));
      return Stream.concat(controls, workers).toList();
    }
  },
  FULL_TMPFS(
      "no byte is free where a control node keeps its files, and who writes there starts anew") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      Who node = new Who.Named(Dice.one(layout.controls(), dice));
      return List.of(
          full(node, "/var/lib/etcd", new Act.KillEtcd(node)),
          full(node, "/var/lib/kubelet", new Act.KillAgent(node)),
          full(node, "/run", new Act.KillAgent(node)));
    }

    private Round full(Who node, String path, Act killed) {
      return round(
          Promise.ALL,
          new Act.Fill(node, path, true),
          killed,
          new Act.Wait(SPELL),
          new Act.Fill(node, path, false));
    }
  },
  ROUNDS("twenty rounds in a row, each drawn from all of these") {
    @Override
    List<Round> rounds(Layout layout, RandomGenerator dice) {
      return Walk.of(layout, dice).limit(TWENTY).map(this::under).toList();
    }

    private Round under(Round round) {
      return new Round(title(), round.name() + ": " + round.what(), round.acts(), round.promise());
    }
  };

  private static final long SPELL = 20_000;
  private static final long STILL = 30_000;
  private static final int TWENTY = 20;

  /** How many tasks the longest order of a node that comes back has. */
  private static final int CONTROL_TASKS = 9;

  private static final int WORKER_TASKS = 3;

  private final String words;

  ChaosCase(String words) {
    this.words = words;
  }

  /** Its rounds; none when there are too few nodes for it. */
  abstract List<Round> rounds(Layout layout, RandomGenerator dice);

  /** What people call it. */
  public String title() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What happens in it. */
  public String words() {
    return words;
  }

  private static List<Who> named(List<NodeName> nodes) {
    return nodes.stream().<Who>map(Who.Named::new).toList();
  }

  private static Act pause(RandomGenerator dice) {
    return new Act.Wait(dice.nextInt(0, 4_000));
  }

  /** A cluster of one control node has nobody to spare: all of its data is gone with it. */
  private static Promise keeps(int lost, Layout layout) {
    return lost <= layout.spare() ? Promise.ALL : Promise.SNAPSHOT;
  }

  Round round(Promise promise, Act... acts) {
    return new Round(title(), joined(List.of(acts)), List.of(acts), promise);
  }

  private static String joined(List<Act> acts) {
    return String.join(", ", acts.stream().map(Act::words).toList());
  }

  Round powerOf(List<Who> nodes, Promise promise, RandomGenerator dice) {
    return promise == Promise.SNAPSHOT
        ? everyone(nodes, dice)
        : round(promise, new Act.Kill(nodes), pause(dice), new Act.Boot(nodes));
  }

  Round everyone(List<Who> nodes, RandomGenerator dice) {
    return round(
        Promise.SNAPSHOT,
        new Act.NoteSnapshot(),
        new Act.Kill(nodes),
        pause(dice),
        new Act.Boot(nodes));
  }

  Round alone(NodeName node, Layout layout, RandomGenerator dice) {
    return powerOf(List.of(new Who.Named(node)), keeps(1, layout), dice);
  }

  Round stage(NodeName node, int tasks, Layout layout) {
    Who who = new Who.Named(node);
    boolean loses = layout.controls().contains(node) && layout.spare() == 0;
    List<Act> acts = new ArrayList<>();
    if (loses) {
      acts.add(new Act.NoteSnapshot());
    }
    acts.add(new Act.Kill(List.of(who)));
    acts.add(new Act.Boot(List.of(who)));
    acts.add(new Act.AwaitTasks(who, tasks));
    acts.add(new Act.KillAgent(who));
    return round(loses ? Promise.SNAPSHOT : Promise.ALL, acts.toArray(Act[]::new));
  }
}
