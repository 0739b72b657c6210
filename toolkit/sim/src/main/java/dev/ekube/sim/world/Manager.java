package dev.ekube.sim.world;

import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.ArbiterStep;
import dev.ekube.machine.arbiter.Findings;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Origin;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.machine.arbiter.Site;
import dev.ekube.model.NodeName;
import dev.ekube.sim.etcd.EtcdData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.LongFunction;

/** Runs the arbiter: executes its effects in order, and may fall between any two of them. */
public final class Manager {
  /** Between two losses of a journal passes more than this. */
  private static final long WALL_CLOCK_TICK = 100;

  private final World world;
  private final Eyes eyes;
  private final Snapshots snapshots = new Snapshots();
  private final List<LedgerEntry> journal = new ArrayList<>();
  private Site site;
  private boolean founded;
  private boolean journalLost;
  private Optional<ArbiterState> state = Optional.empty();
  private Clock clock = new Clock(0, 0, 0);
  private int life;
  private long timer;
  private SortedSet<NodeName> readySeen = new TreeSet<>();

  Manager(World world, Site site) {
    this.world = world;
    this.site = site;
    this.eyes = new Eyes(world, this);
  }

  public boolean up() {
    return state.isPresent();
  }

  /** Grows with every start and every fall, so that what is late finds nobody. */
  int life() {
    return life;
  }

  public Optional<ArbiterState> state() {
    return state;
  }

  public Site site() {
    return site;
  }

  /** What is on disk, synced. */
  public List<LedgerEntry> journal() {
    return Collections.unmodifiableList(journal);
  }

  public Snapshots snapshots() {
    return snapshots;
  }

  /** The token of an epoch's etcd. */
  public String token(int epoch) {
    return site.cluster() + "-" + epoch;
  }

  /** Starts the process; what it finds on disk decides how it begins. */
  public void start() {
    if (up()) {
      return;
    }
    life++;
    Origin origin = !founded ? Origin.FRESH : journalLost ? Origin.LOST : Origin.KEPT;
    founded = true;
    journalLost = false;
    long offset = world.prng.between(-1_000_000, 100_000_000);
    clock = new Clock(world.now(), offset, world.prng.between(-20_000, 20_000));
    readySeen = new TreeSet<>();
    world.trace.say("manager", "starts, journal " + origin);
    world.tell(new Deed.ManagerStarted());
    Ledger ledger = world.brains.fold(journal);
    Findings findings =
        new Findings(
            origin, ledger, snapshots.found(ledger), (int) (world.now() / WALL_CLOCK_TICK));
    execute(world.brains.start(site, findings, clock.read(world.now())));
    watchKubernetes(life);
  }

  /** The process ends at once; only what was appended is left. */
  public void crash() {
    if (up()) {
      world.trace.say("manager", "falls");
      state = Optional.empty();
      life++;
    }
  }

  /** Ends, and is started again by systemd. */
  public void blink(long pause) {
    crash();
    world.events.after(pause, this::start);
  }

  /** The journal's file is gone; the authorities and the snapshots are kept elsewhere. */
  public void loseJournal() {
    crash();
    if (!founded) {
      return;
    }
    journal.clear();
    journalLost = true;
    world.trace.say("manager", "loses its journal");
    world.tell(new Deed.JournalLost());
  }

  /** An operator's request over the socket. */
  public void ask(Request request) {
    if (up()) {
      world.trace.say("operator", "asks " + request);
      world.tell(new Deed.Asked(request));
      feed(at -> new ArbiterEvent.Asked(at, request));
    }
  }

  /** Cluster.yaml is applied again. */
  public void apply(Site next) {
    site = next;
    world.furnish(next);
    world.trace.say("operator", "applies " + next.control().keySet() + next.workers());
    feed(at -> new ArbiterEvent.SiteChanged(at, next));
  }

  /** Gives an event to the arbiter; it is lost when the manager is down. */
  void feed(LongFunction<ArbiterEvent> event) {
    if (up()) {
      execute(world.brains.step(state.orElseThrow(), event.apply(clock.read(world.now()))));
    }
  }

  /** As {@link #feed}, but only if the manager has not fallen since. */
  void feed(int since, LongFunction<ArbiterEvent> event) {
    if (life == since) {
      feed(event);
    }
  }

  /** The node's sealed log arrives, is verified and stored; then the arbiter hears of it. */
  void receiveExport(Host host, EtcdData data) {
    Snapshots.Kept kept = snapshots.store(data, data.allWrites(), data.end().index());
    world.trace.say(
        host.label(), "exports " + kept.writes().size() + " writes as " + kept.ref().id());
    int now = life;
    world.events.after(
        world.net.delay(),
        () ->
            feed(
                now,
                at -> new ArbiterEvent.SnapshotTaken(at, kept.ref(), Optional.of(host.name()))));
  }

  private void execute(ArbiterStep step) {
    int now = life;
    state = Optional.of(step.state());
    for (ArbiterEffect effect : step.effects()) {
      if (life != now || cut()) {
        return;
      }
      execute(effect);
    }
    cut();
  }

  private boolean cut() {
    if (world.prng.chance(world.mishaps.managerFalls)) {
      blink(world.prng.between(500, 8000));
      return true;
    }
    return false;
  }

  private void execute(ArbiterEffect effect) {
    switch (effect) {
      case ArbiterEffect.Append append -> append(append.entry());
      case ArbiterEffect.Admit admit -> world.wires().admit(admit.node(), admit.incarnation());
      case ArbiterEffect.Refuse refuse -> {
        world.trace.say("manager", "refuses " + refuse.incarnation() + ": " + refuse.why());
        world.wires().refuse(refuse.node(), refuse.incarnation());
      }
      case ArbiterEffect.Close close -> world.wires().close(close.node(), close.incarnation());
      case ArbiterEffect.Probe probe -> world.wires().probe(probe.node());
      case ArbiterEffect.Send send -> send(send);
      case ArbiterEffect.Alarm alarm -> world.trace.say("manager", "alarm: " + alarm.words());
      case ArbiterEffect.LookAtEtcd look -> eyes.look(look.epoch());
      case ArbiterEffect.ChangeEtcd change -> {
        world.trace.say("manager", "asks etcd: " + change.change());
        world.tell(new Deed.Changing(change.change()));
        eyes.change(change.change());
      }
      case ArbiterEffect.TakeSnapshot take -> eyes.takeSnapshot(take.epoch());
      case ArbiterEffect.DropSnapshot drop -> snapshots.drop(drop.id());
      case ArbiterEffect.ApplyObjects apply -> eyes.applyObjects(apply.epoch());
      case ArbiterEffect.Drain drain -> {
        world.trace.say("manager", "drains " + drain.node());
        eyes.drain(drain.node(), drain.deadline());
      }
      case ArbiterEffect.Uncordon uncordon ->
          world.trace.say("manager", "uncordons " + uncordon.node());
      case ArbiterEffect.Answer answer ->
          world.trace.say("manager", "answers " + answer.refusal().orElse("yes"));
      case ArbiterEffect.SetTimer set -> setTimer(set.at());
    }
  }

  private void append(LedgerEntry entry) {
    journal.add(entry);
    world.trace.say("manager", "journal: " + entry);
    world.tell(new Deed.Appended(entry));
  }

  private void send(ArbiterEffect.Send send) {
    world.trace.say(
        "manager", "orders " + send.node() + " " + send.id() + " " + Words.of(send.order()));
    world.tell(new Deed.Sent(send.node(), send.order()));
    world.wires().send(send.node(), send.id(), send.order());
  }

  private void setTimer(long at) {
    long mine = ++timer;
    int now = life;
    world.events.after(
        clock.when(at) - world.now(),
        () -> {
          if (timer == mine) {
            feed(now, ArbiterEvent.Ticked::new);
          }
        });
  }

  private void watchKubernetes(int now) {
    world.events.after(
        700,
        () -> {
          if (life == now) {
            SortedSet<NodeName> ready = eyes.readyNodes();
            if (!ready.equals(readySeen) && world.apiFrom("manager").isPresent()) {
              readySeen = ready;
              feed(at -> new ArbiterEvent.KubernetesSeen(at, ready));
            }
            watchKubernetes(now);
          }
        });
  }
}
