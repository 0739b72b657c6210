package dev.ekube.sim.run;

import dev.ekube.machine.arbiter.Phase;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.machine.arbiter.Site;
import dev.ekube.model.NodeName;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.kernel.Prng;
import dev.ekube.sim.world.Host;
import dev.ekube.sim.world.World;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Faults and operators' wishes, chosen by chance and spread over a run. */
final class Chaos {
  private final World world;
  private final Prng prng;
  private int addresses = 100;

  Chaos(World world) {
    this.world = world;
    this.prng = world.prng();
  }

  /** Something that may happen, and how often compared with the others. */
  private record Fault(int weight, Consumer<Chaos> doing) {}

  private static final List<Fault> FAULTS =
      List.of(
          new Fault(10, chaos -> chaos.world.power().blink(chaos.anyControl())),
          new Fault(5, chaos -> chaos.several(2, 1500)),
          new Fault(3, chaos -> chaos.several(9, 3000)),
          new Fault(3, chaos -> chaos.several(9, 0)),
          new Fault(5, Chaos::leaderFalls),
          new Fault(4, chaos -> chaos.world.power().blink(chaos.any())),
          new Fault(6, chaos -> chaos.world.power().crashAgent(chaos.any())),
          new Fault(6, chaos -> chaos.world.manager().blink(chaos.prng.between(200, 15_000))),
          new Fault(2, Chaos::journalLost),
          new Fault(1, Chaos::journalAndNodesLost),
          new Fault(6, Chaos::cutFromManager),
          new Fault(6, Chaos::cutFromPeer),
          new Fault(3, Chaos::cutFromAll),
          new Fault(3, Chaos::roughNetwork),
          new Fault(4, Chaos::plannedReboots),
          new Fault(1, Chaos::newEpoch),
          new Fault(2, chaos -> chaos.world.power().replace(chaos.anyControl())),
          new Fault(1, Chaos::breaks),
          new Fault(1, chaos -> chaos.longAway(chaos.anyControl())),
          new Fault(1, Chaos::readdress),
          new Fault(1, Chaos::dropControl),
          new Fault(1, Chaos::addControl),
          new Fault(1, chaos -> chaos.world.power().deleteData(chaos.anyControl())),
          new Fault(1, chaos -> chaos.world.manager().ask(new Request.Snapshot())));

  private static final int WEIGHTS = FAULTS.stream().mapToInt(Fault::weight).sum();

  /** Puts faults into the queue, up to this many milliseconds from now. */
  void unleash(long duration) {
    mishaps();
    world.controls().forEach(host -> world.power().keepData(host, prng.chance(150)));
    int faults = (int) prng.between(1, 14);
    for (int i = 0; i < faults; i++) {
      Fault fault = choose();
      world.events().after(prng.between(0, duration), () -> fault.doing().accept(this));
    }
  }

  private void mishaps() {
    if (prng.chance(500)) {
      world.mishaps().managerFalls(prng.below(12));
      world.mishaps().agentFalls(prng.below(12));
      world.mishaps().powerFails(prng.below(8));
    }
    if (prng.chance(500)) {
      world.mishaps().taskFails(prng.below(60));
      world.mishaps().answersLost(prng.below(300));
    }
  }

  private Fault choose() {
    int ticket = prng.below(WEIGHTS);
    for (Fault fault : FAULTS) {
      ticket -= fault.weight();
      if (ticket < 0) {
        return fault;
      }
    }
    throw new IllegalStateException("weights do not add up");
  }

  private Host any() {
    return prng.pick(List.copyOf(world.hosts()));
  }

  private Host anyControl() {
    return prng.pick(world.controls());
  }

  private void several(int most, long within) {
    List<Host> controls = world.controls();
    int first = prng.below(controls.size());
    for (int i = 0; i < Math.min(most, controls.size()); i++) {
      Host host = controls.get((first + i) % controls.size());
      world.events().after(prng.between(0, within), () -> world.power().blink(host));
    }
  }

  private void leaderFalls() {
    world.etcds().all().stream()
        .filter(Etcd::leads)
        .findFirst()
        .ifPresent(etcd -> world.power().blink(world.host(etcd.host())));
  }

  /** Not while a dropped node may still hold data: nothing but the journal knows of it. */
  private void journalLost() {
    boolean dropped =
        world.controls().stream()
            .anyMatch(
                host -> host.data().isPresent() && !site().control().containsKey(host.name()));
    if (dropped) {
      return;
    }
    world.manager().loseJournal();
    world.events().after(prng.between(200, 8000), world.manager()::start);
  }

  /** A power cut of the whole room, after which the manager's journal is gone, too. */
  private void journalAndNodesLost() {
    several(9, 500);
    journalLost();
  }

  private void cut(String from, String to, long duration) {
    boolean oneWay = prng.chance(300);
    world.trace().say("network", from + (oneWay ? " -> " : " | ") + to + " for " + duration);
    world.net().block(from, to);
    if (!oneWay) {
      world.net().block(to, from);
    }
    world
        .events()
        .after(
            duration,
            () -> {
              world.net().unblock(from, to);
              world.net().unblock(to, from);
            });
  }

  private void cutFromManager() {
    cut(any().label(), "manager", prng.between(500, 20_000));
  }

  private void cutFromPeer() {
    cut(anyControl().label(), anyControl().label(), prng.between(500, 20_000));
  }

  private void cutFromAll() {
    Host host = anyControl();
    long duration = prng.between(500, 20_000);
    world.controls().forEach(other -> cut(host.label(), other.label(), duration));
    if (prng.chance(500)) {
      cut(host.label(), "manager", duration);
    }
  }

  private void roughNetwork() {
    world.trace().say("network", "becomes rough");
    world.net().roughen((int) prng.between(20, 300));
    world.events().after(prng.between(2000, 20_000), () -> world.net().roughen(0));
  }

  private void plannedReboots() {
    List<NodeName> names =
        world.hosts().stream().map(Host::name).filter(name -> prng.chance(600)).toList();
    world.manager().ask(new Request.Reboot(names, "maintenance"));
  }

  private void newEpoch() {
    List<String> known =
        world.manager().snapshots().all().stream().map(kept -> kept.ref().id()).toList();
    Optional<String> snapshot =
        known.isEmpty() || prng.chance(500) ? Optional.empty() : Optional.of(prng.pick(known));
    world.manager().ask(new Request.NewEpoch(snapshot));
  }

  /** A machine breaks; an operator who sees it off vouches for that some time later. */
  private void breaks() {
    if (world.controls().size() > 2) {
      Host host = anyControl();
      world.power().breakForGood(host);
      world
          .events()
          .after(
              prng.between(5000, 30_000),
              () -> world.manager().ask(new Request.Fence(host.name())));
    }
  }

  private void longAway(Host host) {
    world.power().blink(host, prng.between(20_000, 60_000));
  }

  private void readdress() {
    Host host = anyControl();
    if (!host.keepsData() && site().control().containsKey(host.name())) {
      TreeMap<NodeName, String> control = new TreeMap<>(site().control());
      String url = Shape.url(++addresses);
      control.put(host.name(), url);
      world.power().move(host, url);
      apply(control);
    }
  }

  /** Not while the journal is lost: who is not in cluster.yaml any more could not be heard. */
  private void dropControl() {
    boolean whole =
        world.manager().state().stream()
            .noneMatch(state -> state.ledger().phase() instanceof Phase.Adopting);
    if (world.manager().up() && whole && site().control().size() > 2) {
      TreeMap<NodeName, String> control = new TreeMap<>(site().control());
      control.remove(anyControl().name());
      apply(control);
    }
  }

  private void addControl() {
    TreeMap<NodeName, String> control = new TreeMap<>(site().control());
    NodeName name = new NodeName("control" + ++addresses);
    control.put(name, Shape.url(addresses));
    apply(control);
    world.power().on(world.host(name));
  }

  private Site site() {
    return world.manager().site();
  }

  private void apply(SortedMap<NodeName, String> control) {
    world
        .manager()
        .apply(
            new Site(
                site().cluster(),
                control,
                site().workers(),
                site().totalLoss(),
                site().snapshotEvery(),
                site().snapshotsKept()));
  }
}
