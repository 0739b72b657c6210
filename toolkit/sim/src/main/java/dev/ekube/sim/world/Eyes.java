package dev.ekube.sim.world;

import dev.ekube.machine.MemberId;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.machine.arbiter.EtcdMember;
import dev.ekube.machine.arbiter.EtcdMemory;
import dev.ekube.machine.arbiter.EtcdView;
import dev.ekube.model.NodeName;
import dev.ekube.sim.etcd.Change;
import dev.ekube.sim.etcd.Etcd;
import dev.ekube.sim.etcd.Peer;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the manager does with etcd and Kubernetes over the network; every answer takes its time. */
final class Eyes {
  private static final long TIMEOUT = 1000;
  private final World world;
  private final Manager manager;

  Eyes(World world, Manager manager) {
    this.world = world;
    this.manager = manager;
  }

  /** A member list by linearizable read, and a status request to every member. */
  void look(int epoch) {
    int now = manager.life();
    world.events.after(
        world.net.delay(),
        () -> {
          Optional<Etcd> endpoint = endpoint(epoch);
          Optional<Etcd> leader = endpoint.flatMap(world.etcds::leaderFor);
          List<EtcdMember> members = leader.map(this::members).orElse(List.of());
          Optional<MemberId> leads = leader.map(Etcd::id);
          List<EtcdMemory> remembered = leader.isPresent() ? List.of() : remembered(epoch);
          world.events.after(
              leader.isPresent() ? world.net.delay() : TIMEOUT,
              () ->
                  manager.feed(
                      now,
                      at ->
                          new ArbiterEvent.EtcdSeen(
                              at,
                              leads.isPresent()
                                  ? new EtcdView(epoch, at, leads, members, "")
                                  : EtcdView.remembering(
                                      epoch, at, remembered, "no endpoint has a quorum"))));
        });
  }

  private List<EtcdMember> members(Etcd teller) {
    return teller.data().config().peers().values().stream().map(this::member).toList();
  }

  /** The lists of the members that can be reached, which may be out of date. */
  private List<EtcdMemory> remembered(int epoch) {
    return world.etcds.all().stream()
        .filter(etcd -> etcd.data().epoch() == epoch)
        .filter(etcd -> world.net.joins("manager", etcd.host().value()))
        .map(etcd -> new EtcdMemory(etcd.id(), members(etcd)))
        .toList();
  }

  private EtcdMember member(Peer peer) {
    Optional<Etcd> process =
        world.etcds.all().stream()
            .filter(etcd -> etcd.id().equals(peer.id()) && etcd.url().equals(peer.url()))
            .filter(etcd -> world.net.joins("manager", etcd.host().value()))
            .findFirst();
    return new EtcdMember(
        peer.id(),
        peer.name(),
        peer.url(),
        peer.learner(),
        process.isPresent(),
        process.flatMap(world.etcds::leaderFor).isPresent());
  }

  /** Some member of the epoch that can be reached and serves clients. */
  private Optional<Etcd> endpoint(int epoch) {
    List<Etcd> serving =
        world.etcds.all().stream()
            .filter(etcd -> etcd.data().epoch() == epoch && world.etcds.serves(etcd))
            .filter(etcd -> world.net.joins("manager", etcd.host().value()))
            .toList();
    return serving.isEmpty() ? Optional.empty() : Optional.of(world.prng.pick(serving));
  }

  void change(EtcdChange change) {
    int now = manager.life();
    world.events.after(
        world.net.delay(),
        () -> {
          Optional<Etcd> endpoint = endpoint(change.epoch());
          if (endpoint.isEmpty()) {
            answer(now, change, new EtcdChange.Outcome.Unknown("no endpoint"), TIMEOUT);
            return;
          }
          perform(change, endpoint.get(), given -> answer(now, change, given, 0));
        });
  }

  private interface Told {
    void outcome(EtcdChange.Outcome outcome);
  }

  private void perform(EtcdChange change, Etcd at, Told told) {
    switch (change) {
      case EtcdChange.Remove remove ->
          Change.remove(world.etcds, at, remove.member(), a -> told.outcome(outcome(a)));
      case EtcdChange.AddLearner add ->
          Change.addLearner(world.etcds, at, add.peerUrl(), a -> told.outcome(outcome(a)));
      case EtcdChange.Promote promote ->
          Change.promote(world.etcds, at, promote.member(), a -> told.outcome(outcome(a)));
    }
  }

  private static EtcdChange.Outcome outcome(Change.Answer answer) {
    if (answer.member().isPresent()) {
      return new EtcdChange.Outcome.Done(answer.member().get());
    }
    return answer.refused()
        ? new EtcdChange.Outcome.Refused(answer.words())
        : new EtcdChange.Outcome.Unknown(answer.words());
  }

  private void answer(int life, EtcdChange change, EtcdChange.Outcome outcome, long delay) {
    boolean lost = world.prng.chance(world.mishaps.answersLost);
    EtcdChange.Outcome heard = lost ? new EtcdChange.Outcome.Unknown("timed out") : outcome;
    world.events.after(
        delay + world.net.delay() + (lost ? TIMEOUT : 0),
        () -> {
          world.trace.say("etcd", "answers " + heard);
          manager.feed(life, at -> new ArbiterEvent.EtcdChanged(at, change, heard));
        });
  }

  /** A snapshot of what some member has applied; a follower may be a little behind. */
  void takeSnapshot(int epoch) {
    int now = manager.life();
    world.events.after(
        world.prng.between(100, 800),
        () -> {
          Optional<Etcd> endpoint = endpoint(epoch);
          if (endpoint.isEmpty() || world.prng.chance(world.mishaps.taskFails)) {
            manager.feed(now, at -> new ArbiterEvent.SnapshotFailed(at, epoch, "no endpoint"));
          } else if (manager.life() == now) {
            Etcd etcd = endpoint.get();
            Snapshots.Kept kept =
                manager
                    .snapshots()
                    .store(etcd.data(), etcd.data().committedWrites(), etcd.data().committed());
            manager.feed(
                now, at -> new ArbiterEvent.SnapshotTaken(at, kept.ref(), Optional.empty()));
          }
        });
  }

  void applyObjects(int epoch) {
    int now = manager.life();
    world.events.after(
        world.prng.between(100, 1000),
        () -> {
          boolean works =
              world.apiFrom("manager").isPresent() && !world.prng.chance(world.mishaps.taskFails);
          Optional<String> trouble = works ? Optional.empty() : Optional.of("no API answers");
          manager.feed(now, at -> new ArbiterEvent.ObjectsApplied(at, epoch, trouble));
        });
  }

  void drain(NodeName node, long deadline) {
    int now = manager.life();
    boolean late = world.prng.chance(100);
    Optional<String> trouble = late ? Optional.of("pods are left") : Optional.empty();
    world.events.after(
        late ? deadline : world.prng.between(100, Math.min(deadline, 4000)),
        () -> manager.feed(now, at -> new ArbiterEvent.Drained(at, node, trouble)));
  }

  /** The nodes whose kubelet runs and reaches an API. */
  SortedSet<NodeName> readyNodes() {
    TreeSet<NodeName> ready = new TreeSet<>();
    for (Host host : world.hosts()) {
      if (host.on && host.kubelet && world.apiFrom(host.label()).isPresent()) {
        ready.add(host.name());
      }
    }
    return ready;
  }
}
