package dev.ekube.sim.run;

import dev.ekube.machine.Data;
import dev.ekube.machine.NodeReport;
import dev.ekube.machine.Order;
import dev.ekube.machine.OrderId;
import dev.ekube.machine.Position;
import dev.ekube.machine.Task;
import dev.ekube.machine.arbiter.ArbiterEffect;
import dev.ekube.machine.arbiter.ArbiterEvent;
import dev.ekube.machine.arbiter.ArbiterState;
import dev.ekube.machine.arbiter.ArbiterStep;
import dev.ekube.machine.arbiter.EtcdChange;
import dev.ekube.machine.arbiter.EtcdMember;
import dev.ekube.machine.arbiter.EtcdView;
import dev.ekube.machine.arbiter.Findings;
import dev.ekube.machine.arbiter.LedgerEntry;
import dev.ekube.machine.arbiter.Member;
import dev.ekube.machine.arbiter.Origin;
import dev.ekube.machine.arbiter.Request;
import dev.ekube.machine.arbiter.Site;
import dev.ekube.machine.node.NodeEffect;
import dev.ekube.machine.node.NodeEvent;
import dev.ekube.machine.node.NodeState;
import dev.ekube.machine.node.NodeStep;
import dev.ekube.model.Recovery.TotalLoss;
import dev.ekube.sim.etcd.Start;
import dev.ekube.sim.world.Brains;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The machines with one rule switched off each. */
enum Mutants implements Brains {
  /** Sends tickets before they are in the journal. */
  R1 {
    @Override
    public ArbiterStep step(ArbiterState state, ArbiterEvent event) {
      ArbiterStep step = REAL.step(state, event);
      List<ArbiterEffect> effects = new ArrayList<>(step.effects());
      effects.sort((a, b) -> Boolean.compare(isSend(b), isSend(a)));
      return new ArbiterStep(step.state(), effects);
    }

    private static boolean isSend(ArbiterEffect effect) {
      return effect instanceof ArbiterEffect.Send;
    }
  },

  /** Lets a wiped node join as the member that it was: nothing is removed, nothing is added. */
  R2 {
    @Override
    public ArbiterStep step(ArbiterState state, ArbiterEvent event) {
      ArbiterStep step = REAL.step(state, hidden(state, event));
      for (ArbiterEffect effect : step.effects()) {
        if (effect instanceof ArbiterEffect.ChangeEtcd(EtcdChange.AddLearner add)) {
          String token = state.site().cluster() + "-" + add.epoch();
          return pretend(step, effect, done(event, add, Start.founderId(add.peerUrl(), token)));
        }
      }
      return step;
    }

    private static ArbiterEvent hidden(ArbiterState state, ArbiterEvent event) {
      if (!(event instanceof ArbiterEvent.EtcdSeen(long at, EtcdView view))) {
        return event;
      }
      List<EtcdMember> members = new ArrayList<>(view.members());
      members.removeIf(
          member ->
              !member.answers()
                  && state.ledger().members().values().stream()
                      .noneMatch(m -> m.standing() == Member.Standing.LEARNER));
      return new ArbiterEvent.EtcdSeen(
          at, new EtcdView(view.epoch(), view.at(), view.leader(), members, view.trouble()));
    }
  },

  /** Removes another member than the one that is gone, as a test by substring does. */
  R3 {
    @Override
    public ArbiterStep step(ArbiterState state, ArbiterEvent event) {
      ArbiterStep step = REAL.step(state, event);
      List<ArbiterEffect> effects = new ArrayList<>(step.effects());
      effects.replaceAll(
          effect ->
              effect instanceof ArbiterEffect.ChangeEtcd(EtcdChange.Remove remove)
                  ? new ArbiterEffect.ChangeEtcd(other(step.state(), remove))
                  : effect);
      return new ArbiterStep(step.state(), effects);
    }

    private static EtcdChange other(ArbiterState state, EtcdChange.Remove remove) {
      return state.view().stream()
          .flatMap(view -> view.members().stream())
          .filter(member -> member.answers() && !member.id().equals(remove.member()))
          .findFirst()
          .map(member -> new EtcdChange.Remove(remove.epoch(), remove.node(), member.id()))
          .orElse(remove);
    }
  },

  /** Takes silence for proof. */
  R4 {
    @Override
    public ArbiterStep step(ArbiterState state, ArbiterEvent event) {
      ArbiterStep step = REAL.step(state, event);
      return event instanceof ArbiterEvent.Disconnected gone
          ? then(step, new ArbiterEvent.Asked(event.at(), new Request.Fence(gone.node())))
          : step;
    }
  },

  /** Goes on with the survivor that holds the least. */
  R5 {
    @Override
    public ArbiterStep step(ArbiterState state, ArbiterEvent event) {
      return switch (event) {
        case ArbiterEvent.Connected e ->
            REAL.step(state, new ArbiterEvent.Connected(e.at(), e.node(), worse(e.report())));
        case ArbiterEvent.Reported e ->
            REAL.step(state, new ArbiterEvent.Reported(e.at(), e.node(), worse(e.report())));
        default -> REAL.step(state, event);
      };
    }

    private static NodeReport worse(NodeReport report) {
      if (!(report.data() instanceof Data.Holds held) || held.end().isEmpty()) {
        return report;
      }
      Position end = held.end().get();
      Position turned = new Position(1_000_000 - end.term(), 1_000_000 - end.index());
      return new NodeReport(
          report.incarnation(),
          new Data.Holds(held.epoch(), held.member(), Optional.of(turned)),
          report.order(),
          report.orderEpoch(),
          report.condition(),
          report.milestones());
    }
  },

  /** Begins empty whatever cluster.yaml says. */
  R6 {
    @Override
    public ArbiterStep start(Site site, Findings findings, long at) {
      return REAL.start(recreating(site), findings, at);
    }

    @Override
    public ArbiterStep step(ArbiterState state, ArbiterEvent event) {
      return event instanceof ArbiterEvent.SiteChanged changed
          ? REAL.step(state, new ArbiterEvent.SiteChanged(event.at(), recreating(changed.site())))
          : REAL.step(state, event);
    }

    private static Site recreating(Site site) {
      return new Site(
          site.cluster(),
          site.control(),
          site.workers(),
          TotalLoss.RECREATE,
          site.snapshotEvery(),
          site.snapshotsKept());
    }
  },

  /** A node says that it has stopped etcd and has not. */
  R7 {
    @Override
    public NodeStep step(NodeState state, NodeEvent event) {
      NodeStep step = REAL.step(state, event);
      for (NodeEffect effect : step.effects()) {
        if (effect instanceof NodeEffect.Begin begin && begin.task() == Task.STOP_CONTROL_PLANE) {
          Data data = step.state().facts().data();
          NodeEvent done = new NodeEvent.Done(event.at(), begin.run(), begin.task(), data);
          NodeStep next = step(step.state(), done);
          List<NodeEffect> effects = new ArrayList<>(step.effects());
          effects.remove(effect);
          effects.addAll(next.effects());
          return new NodeStep(next.state(), effects);
        }
      }
      return step;
    }
  },

  /** Reboots everything that was asked for at once. */
  R8 {
    @Override
    public ArbiterStep step(ArbiterState state, ArbiterEvent event) {
      ArbiterStep step = REAL.step(state, event);
      if (!(event instanceof ArbiterEvent.Asked(long at, Request.Reboot reboot))) {
        return step;
      }
      List<ArbiterEffect> effects = new ArrayList<>(step.effects());
      Order order = new Order.Reboot(state.ledger().epoch(), reboot.reason());
      OrderId id = new OrderId(state.ledger().term(), 1_000_000);
      reboot.nodes().forEach(node -> effects.add(new ArbiterEffect.Send(node, id, order)));
      return new ArbiterStep(step.state(), effects);
    }
  },

  /** Remembers that the cluster has formed, but does not write it down. */
  R9 {
    @Override
    public ArbiterStep step(ArbiterState state, ArbiterEvent event) {
      ArbiterStep step = REAL.step(state, event);
      List<ArbiterEffect> effects = new ArrayList<>(step.effects());
      effects.removeIf(
          effect -> effect instanceof ArbiterEffect.Append(LedgerEntry.QuorumSeen seen));
      return new ArbiterStep(step.state(), effects);
    }
  },

  /** Takes a lost journal for a new cluster. */
  R10 {
    @Override
    public ArbiterStep start(Site site, Findings findings, long at) {
      Origin told = findings.origin() == Origin.LOST ? Origin.FRESH : findings.origin();
      return REAL.start(site, Findings.of(told, findings.ledger()), at);
    }
  },

  /** Does not look at what lies on the disk. */
  R6_WITHOUT_STOCKTAKING {
    @Override
    public ArbiterStep start(Site site, Findings findings, long at) {
      return REAL.start(site, Findings.of(findings.origin(), findings.ledger()), at);
    }
  };

  /** The rule whose invariant has to notice. */
  String rule() {
    return name().replaceFirst("_.*", "");
  }

  /** Does not do the effect, but goes on with an event as if it had been done. */
  private static ArbiterStep pretend(ArbiterStep step, ArbiterEffect effect, ArbiterEvent event) {
    List<ArbiterEffect> effects = new ArrayList<>(step.effects());
    effects.remove(effect);
    return then(new ArbiterStep(step.state(), effects), event);
  }

  private static ArbiterEvent done(
      ArbiterEvent cause, EtcdChange change, dev.ekube.machine.MemberId member) {
    return new ArbiterEvent.EtcdChanged(cause.at(), change, new EtcdChange.Outcome.Done(member));
  }

  private static ArbiterStep then(ArbiterStep step, ArbiterEvent event) {
    ArbiterStep next = REAL.step(step.state(), event);
    List<ArbiterEffect> effects = new ArrayList<>(step.effects());
    effects.addAll(next.effects());
    return new ArbiterStep(next.state(), effects);
  }
}
