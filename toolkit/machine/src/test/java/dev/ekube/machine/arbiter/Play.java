package dev.ekube.machine.arbiter;

import dev.ekube.machine.Condition;
import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.Milestone;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Position;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Task;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import dev.ekube.model.Recovery.TotalLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One arbiter and the events that a test plays to it. */
final class Play {
  static final NodeName C0 = new NodeName("control0");
  static final NodeName C1 = new NodeName("control1");
  static final NodeName C2 = new NodeName("control2");
  static final NodeName W0 = new NodeName("worker0");

  final List<LedgerEntry> journal = new ArrayList<>();
  ArbiterState state;
  List<ArbiterEffect> effects = List.of();
  long now = 1_000;

  Play(TotalLoss policy) {
    this(site(policy), Ledger.EMPTY, Origin.FRESH);
  }

  Play(Site site, Ledger ledger, Origin origin) {
    take(Arbiter.start(site, Findings.of(origin, ledger), now));
  }

  static Site site(TotalLoss policy) {
    Map<NodeName, String> control = new TreeMap<>();
    List.of(C0, C1, C2).forEach(node -> control.put(node, url(node)));
    return new Site("demo", Order.members(control), Copies.sorted(List.of(W0)), policy, 30_000, 3);
  }

  static String url(NodeName node) {
    return "https://" + node + ":2380";
  }

  private void take(ArbiterStep step) {
    state = step.state();
    effects = step.effects();
    for (ArbiterEffect effect : effects) {
      if (effect instanceof ArbiterEffect.Append append) {
        journal.add(append.entry());
      }
    }
  }

  Play on(ArbiterEvent event) {
    take(Arbiter.step(state, event));
    return this;
  }

  /** The manager stops and starts again with nothing but its journal. */
  Play restartManager() {
    now += 1_000;
    Ledger ledger = Ledger.of(journal);
    take(Arbiter.start(state.site(), Findings.of(Origin.KEPT, ledger), now));
    return this;
  }

  Play tick(long milliseconds) {
    now += milliseconds;
    return on(new ArbiterEvent.Ticked(now));
  }

  Play enrol(NodeName node, String boot) {
    now += 10;
    return on(
        new ArbiterEvent.EnrolAsked(
            now, node, new Incarnation(boot), "key-" + boot, new Data.Empty()));
  }

  /** Enrols a boot with nothing on its disk and connects it. */
  Play boot(NodeName node, String boot) {
    enrol(node, boot);
    return connect(node, boot, new Data.Empty());
  }

  Play connect(NodeName node, String boot, Data data) {
    return on(new ArbiterEvent.Connected(now, node, report(node, boot, data, 0)));
  }

  Play disconnect(NodeName node, String boot) {
    return on(new ArbiterEvent.Disconnected(now, node, new Incarnation(boot)));
  }

  /** The node has done what it was ordered. */
  Play settled(NodeName node, String boot, Data data) {
    now += 10;
    return on(
        new ArbiterEvent.Reported(now, node, report(node, boot, data, state.ledger().epoch())));
  }

  NodeReport report(NodeName node, String boot, Data data, int epoch) {
    OrderId id = Optional.ofNullable(state.sent().get(node)).map(Sent::id).orElse(OrderId.NONE);
    return new NodeReport(
        new Incarnation(boot),
        data,
        id,
        epoch,
        new Condition.Settled(1),
        List.of(new Milestone(Task.AWAIT_API, 5)));
  }

  static Data holds(int epoch, int member) {
    return new Data.Holds(epoch, Optional.of(new MemberId(member)), Optional.empty());
  }

  static Data stopped(int epoch, int member, long term, long index) {
    return new Data.Holds(
        epoch, Optional.of(new MemberId(member)), Optional.of(new Position(term, index)));
  }

  static EtcdMember voter(NodeName node, int id, boolean up) {
    return new EtcdMember(new MemberId(id), node.value(), url(node), false, up, up);
  }

  static EtcdMember learner(NodeName node, int id, boolean started) {
    return new EtcdMember(
        new MemberId(id), started ? node.value() : "", url(node), true, started, started);
  }

  /** A look at etcd that is under way, and one that is begun after it, show these members. */
  Play see(EtcdMember... members) {
    if (state.pending().lookSince() > 0) {
      answer(members);
    }
    while (state.pending().lookSince() == 0 && state.pending().change().isEmpty()) {
      tick(100);
    }
    return answer(members);
  }

  private Play answer(EtcdMember... members) {
    return on(
        new ArbiterEvent.EtcdSeen(
            now,
            new EtcdView(
                state.ledger().epoch(), now, Optional.of(new MemberId(1)), List.of(members), "")));
  }

  Play done(int id) {
    EtcdChange change =
        state.pending().change().orElseThrow(() -> new AssertionError("no change is under way"));
    return on(
        new ArbiterEvent.EtcdChanged(now, change, new EtcdChange.Outcome.Done(new MemberId(id))));
  }

  Play snapshot(String id, int epoch, long revision, long index, Optional<NodeName> by) {
    SnapshotRef ref = new SnapshotRef(id, epoch, revision, index, "00", 1);
    return on(new ArbiterEvent.SnapshotTaken(now, ref, by));
  }

  /** Three control nodes that have formed an epoch. */
  static Play formed(TotalLoss policy) {
    Play play = new Play(policy).boot(C0, "a0").boot(C1, "b0").boot(C2, "c0");
    play.settled(C0, "a0", holds(1, 1)).settled(C1, "b0", holds(1, 2));
    play.settled(C2, "c0", holds(1, 3));
    return play.see(voter(C0, 1, true), voter(C1, 2, true), voter(C2, 3, true));
  }

  Order order(NodeName node) {
    return state.sent().get(node).order();
  }

  Phase phase() {
    return state.ledger().phase();
  }

  <T extends ArbiterEffect> List<T> effects(Class<T> type) {
    return effects.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <T extends LedgerEntry> List<T> entries(Class<T> type) {
    return journal.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
