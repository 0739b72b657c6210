package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Keeps etcd's members what cluster.yaml says they are (rules R2 and R3). It looks at the ledger
 * and at etcd's own list and does the one change that comes next, so it can be cut anywhere: old
 * member removed, learner added, learner promoted, one node at a time.
 */
final class Membership {
  private Membership() {}

  static void reconcile(Turn turn) {
    if (!turn.seesQuorum()) {
      return;
    }
    if (turn.agenda.change.isPresent() || turn.now < turn.agenda.nextChange) {
      return;
    }
    next(turn)
        .ifPresent(
            change -> {
              turn.agenda.change = Optional.of(change);
              turn.agenda.changeSince = turn.now;
              turn.effect(new ArbiterEffect.ChangeEtcd(change));
            });
  }

  /** Whether something is still to be done; then etcd is looked at more often. */
  static boolean isBusy(Turn turn) {
    Ledger ledger = turn.ledger();
    boolean unsettled =
        ledger.members().values().stream()
            .anyMatch(m -> !m.isVoter() || m.id().isEmpty() || Voters.isGone(ledger, m));
    return unsettled || !ledger.members().keySet().equals(turn.site.control().keySet());
  }

  /** Writes down what etcd itself knows of its members, before anything is concluded from them. */
  static void learn(Turn turn) {
    if (turn.seesQuorum()) {
      learnFromView(turn);
    } else if (isUnseen(turn.ledger())) {
      learnFromMemory(turn);
    }
  }

  /** The members were adopted after a lost journal, and etcd's own list has not been seen since. */
  static boolean isUnseen(Ledger ledger) {
    return ledger.reshaped()
        && ledger.tickets().isEmpty()
        && Voters.of(ledger).stream().allMatch(m -> m.id().isEmpty());
  }

  /**
   * A journal that was lost does not say which members were only learners, and without a quorum
   * etcd does not either; but each member remembers.
   */
  private static void learnFromMemory(Turn turn) {
    for (Member member : List.copyOf(turn.ledger().members().values())) {
      List<EtcdMember> remembered =
          turn.view.stream()
              .flatMap(view -> view.remembered().stream())
              .flatMap(memory -> memory.members().stream())
              .filter(seen -> seen.peerUrl().equals(member.peerUrl()))
              .toList();
      // Whom one of them takes for a voter has been promoted.
      if (!remembered.isEmpty() && remembered.stream().allMatch(EtcdMember::learner)) {
        demote(turn, member, remembered.getFirst());
      }
    }
  }

  /** An adopted member turns out to be a learner. */
  private static void demote(Turn turn, Member member, EtcdMember seen) {
    int epoch = turn.ledger().epoch();
    Incarnation boot = member.incarnation().orElseThrow();
    turn.append(new LedgerEntry.LearnerIntended(epoch, member.node(), boot, member.peerUrl()));
    turn.append(new LedgerEntry.LearnerAdded(epoch, member.node(), seen.id()));
  }

  /** Writes down what etcd has done already: answers can be lost, the list tells the truth. */
  private static void learnFromView(Turn turn) {
    EtcdView view = turn.view.orElseThrow();
    int epoch = turn.ledger().epoch();
    for (Member member : List.copyOf(turn.ledger().members().values())) {
      Optional<EtcdMember> seen = seen(view, member);
      NodeName node = member.node();
      if (seen.isEmpty()) {
        if (member.id().isPresent() || member.isVoter()) {
          turn.append(new LedgerEntry.MemberRemoved(epoch, node));
        }
      } else if (member.id().isEmpty() && member.isVoter() != seen.get().learner()) {
        LedgerEntry known =
            member.isVoter()
                ? new LedgerEntry.MemberSeen(epoch, node, seen.get().id())
                : new LedgerEntry.LearnerAdded(epoch, node, seen.get().id());
        turn.append(known);
      } else if (!member.isVoter() && member.id().isPresent() && !seen.get().learner()) {
        turn.append(new LedgerEntry.LearnerPromoted(epoch, node));
      } else if (member.id().isEmpty() && member.isVoter() && member.incarnation().isPresent()) {
        demote(turn, member, seen.get());
      } else if (member.id().isEmpty()) {
        // Its standing is not what the journal says: it is a stranger, and is dealt with as such.
        turn.append(new LedgerEntry.MemberRemoved(epoch, node));
      }
    }
  }

  /** By id when it is known, else by the exact peer URL; never by a part of either. */
  private static Optional<EtcdMember> seen(EtcdView view, Member member) {
    return member.id().isPresent() ? view.byId(member.id().get()) : view.byUrl(member.peerUrl());
  }

  /** The one change that comes next. */
  private static Optional<EtcdChange> next(Turn turn) {
    return promotion(turn).or(() -> removal(turn)).or(() -> addition(turn));
  }

  private static Optional<EtcdChange> promotion(Turn turn) {
    EtcdView view = turn.view.orElseThrow();
    for (Member member : turn.ledger().members().values()) {
      boolean ours = isPresentBoot(turn, member) && turn.isConnected(member.node());
      if (member.isVoter() || member.id().isEmpty() || !ours) {
        continue;
      }
      MemberId id = member.id().get();
      if (view.byId(id).filter(m -> m.started() && m.answers()).isPresent()) {
        turn.reason(member.node(), "catching up as a learner of etcd");
        return Optional.of(new EtcdChange.Promote(turn.ledger().epoch(), member.node(), id));
      }
    }
    return Optional.empty();
  }

  private static Optional<EtcdChange> removal(Turn turn) {
    for (Member member : turn.ledger().members().values()) {
      if (member.id().isPresent() && mustGo(turn, member) && mayGo(turn, member)) {
        return Optional.of(
            new EtcdChange.Remove(turn.ledger().epoch(), member.node(), member.id().get()));
      }
    }
    return stranger(turn);
  }

  /** A member whose data is lost, whose learner is outdated, or whose node cluster.yaml dropped. */
  private static boolean mustGo(Turn turn, Member member) {
    boolean dropped = !turn.site.control().containsKey(member.node());
    if (member.isVoter()) {
      boolean late = Voters.isLate(turn, member);
      return dropped || Voters.isGone(turn.ledger(), member) || late;
    }
    boolean outdated = !isPresentBoot(turn, member);
    boolean absent =
        !turn.isConnected(member.node())
            && turn.now - turn.since(member.node()) >= Patience.ABSENT_LEARNER
            && turn.now - turn.agenda.viewBegun <= Patience.STALE_LOOK;
    return dropped || outdated || absent;
  }

  /** Rule R3: a member that answers is never removed, nor a voter whom the rest cannot spare. */
  private static boolean mayGo(Turn turn, Member member) {
    EtcdView view = turn.view.orElseThrow();
    EtcdMember seen = view.byId(member.id().orElseThrow()).orElse(null);
    if (seen == null) {
      return false;
    }
    boolean lookedSince = turn.agenda.viewBegun >= turn.since(member.node());
    if (seen.answers() || !lookedSince) {
      turn.reason(member.node(), "its old member of etcd still answers");
      return false;
    }
    if (seen.learner()) {
      return true;
    }
    long rest = view.healthyVotersBut(seen.id());
    boolean spared = rest >= Voters.quorum((int) view.voters() - 1) && view.voters() > 1;
    if (!spared) {
      turn.reason(member.node(), "its old member of etcd is removed when the others are healthy");
    }
    return spared;
  }

  /** A member of etcd that the journal does not know, at the address of one of our nodes. */
  private static Optional<EtcdChange> stranger(Turn turn) {
    EtcdView view = turn.view.orElseThrow();
    Ledger ledger = turn.ledger();
    for (EtcdMember seen : view.members()) {
      boolean known =
          ledger.members().values().stream()
              .anyMatch(m -> seen(view, m).filter(seen::equals).isPresent());
      if (known || seen.answers()) {
        continue;
      }
      long rest = view.healthyVotersBut(seen.id());
      boolean spared = seen.learner() || rest >= Voters.quorum((int) view.voters() - 1);
      if (spared) {
        return Optional.of(new EtcdChange.Remove(ledger.epoch(), owner(turn, seen), seen.id()));
      }
    }
    return Optional.empty();
  }

  private static NodeName owner(Turn turn, EtcdMember seen) {
    return turn.site.control().entrySet().stream()
        .filter(entry -> entry.getValue().equals(seen.peerUrl()))
        .map(java.util.Map.Entry::getKey)
        .findFirst()
        .orElseGet(() -> turn.site.control().firstKey());
  }

  private static Optional<EtcdChange> addition(Turn turn) {
    Ledger ledger = turn.ledger();
    for (Member member : ledger.members().values()) {
      if (!member.isVoter() && member.id().isEmpty()) {
        return addAgain(turn, member);
      }
    }
    boolean learnerThere = ledger.members().values().stream().anyMatch(m -> !m.isVoter());
    List<NodeName> absent = new ArrayList<>(turn.site.control().keySet());
    absent.removeAll(ledger.members().keySet());
    for (NodeName node : absent) {
      boolean able = turn.data(node).map(data -> mayJoin(data, ledger.epoch())).orElse(false);
      if (learnerThere) {
        turn.reason(node, "waiting for its turn: another node is joining etcd");
      } else if (able) {
        return Optional.of(intend(turn, node));
      }
    }
    return Optional.empty();
  }

  private static boolean mayJoin(Data data, int epoch) {
    return switch (data) {
      case Data.Empty e -> true;
      case Data.Holds holds -> holds.epoch() <= epoch;
      case Data.Vanished v -> false;
      case Data.Damaged d -> false;
    };
  }

  /** The journal says for which boot the learner is, before etcd hears of it. */
  private static EtcdChange intend(Turn turn, NodeName node) {
    String url = turn.site.control().get(node);
    Incarnation boot = turn.connectedBoot(node).orElseThrow();
    int epoch = turn.ledger().epoch();
    turn.append(new LedgerEntry.LearnerIntended(epoch, node, boot, url));
    return new EtcdChange.AddLearner(epoch, node, url);
  }

  private static Optional<EtcdChange> addAgain(Turn turn, Member member) {
    int epoch = turn.ledger().epoch();
    boolean current =
        isPresentBoot(turn, member)
            && turn.isConnected(member.node())
            && member.peerUrl().equals(turn.site.control().get(member.node()));
    if (!current) {
      turn.append(new LedgerEntry.MemberRemoved(epoch, member.node()));
      return Optional.empty();
    }
    turn.reason(member.node(), "being added to etcd");
    return Optional.of(new EtcdChange.AddLearner(epoch, member.node(), member.peerUrl()));
  }

  /** Whether the boot that the member belongs to is the one for which its node was let in last. */
  private static boolean isPresentBoot(Turn turn, Member member) {
    return member.incarnation().isPresent()
        && member.incarnation().equals(turn.ledger().incarnation(member.node()));
  }

  /** The answer to a change. What it did not say, the next look shows. */
  static void changed(Turn turn, ArbiterEvent.EtcdChanged event) {
    if (turn.agenda.change.filter(event.change()::equals).isEmpty()) {
      return;
    }
    turn.agenda.change = Optional.empty();
    boolean present = event.change().epoch() == turn.ledger().epoch();
    switch (event.outcome()) {
      case EtcdChange.Outcome.Done done -> {
        if (present) {
          record(turn, event.change(), done.member());
        }
      }
      case EtcdChange.Outcome.Refused refused -> {
        turn.reason(event.change().node(), "etcd refuses for now: " + refused.words());
        turn.agenda.nextChange = turn.now + Patience.CHANGE_RETRY;
      }
      case EtcdChange.Outcome.Unknown unknown ->
          turn.agenda.nextChange = turn.now + Patience.CHANGE_RETRY;
    }
    // The list that is known is from before the change, so nothing more follows from it.
    turn.view = Optional.empty();
    turn.agenda.nextLook = turn.now;
  }

  private static void record(Turn turn, EtcdChange change, MemberId id) {
    int epoch = turn.ledger().epoch();
    Member member = turn.ledger().members().get(change.node());
    if (member == null) {
      return;
    }
    boolean same = member.id().filter(id::equals).isPresent();
    switch (change) {
      case EtcdChange.Remove remove -> {
        if (same) {
          turn.append(new LedgerEntry.MemberRemoved(epoch, change.node()));
        }
      }
      case EtcdChange.AddLearner add -> {
        if (!member.isVoter() && member.id().isEmpty()) {
          turn.append(new LedgerEntry.LearnerAdded(epoch, change.node(), id));
        }
      }
      case EtcdChange.Promote promote -> {
        if (same && !member.isVoter()) {
          turn.append(new LedgerEntry.LearnerPromoted(epoch, change.node()));
        }
      }
    }
  }
}
