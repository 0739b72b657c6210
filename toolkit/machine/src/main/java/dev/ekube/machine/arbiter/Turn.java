package dev.ekube.machine.arbiter;

import dev.ekube.machine.Data;
import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.machine.NodeReport;
import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The working copy of the state during one step. Whatever changes the ledger goes through {@link
 * #append}, which puts the entry before every effect that follows from it: rule R1 by construction.
 */
final class Turn {
  final long now;
  Site site;
  private Ledger ledger;
  final TreeMap<NodeName, Presence> nodes;
  final TreeMap<NodeName, Sent> sent;
  long serial;
  Optional<EtcdView> view;
  final Agenda agenda;
  SortedSet<NodeName> ready;
  final TreeMap<NodeName, Boolean> drains;
  private final TreeMap<NodeName, String> reasons = new TreeMap<>();
  private final ArrayList<String> alarms;
  private final TreeSet<NodeName> touched = new TreeSet<>();
  private final ArbiterState before;
  private final ArrayList<ArbiterEffect> effects = new ArrayList<>();

  Turn(ArbiterState before, long at) {
    this.before = before;
    now = Math.max(at, before.now());
    site = before.site();
    ledger = before.ledger();
    nodes = new TreeMap<>(before.nodes());
    sent = new TreeMap<>(before.sent());
    serial = before.serial();
    view = before.view();
    agenda = new Agenda(before.pending());
    ready = before.ready();
    drains = new TreeMap<>(before.drains());
    alarms = new ArrayList<>(before.alarms());
  }

  ArbiterStep end() {
    ArbiterState state =
        new ArbiterState(
            site,
            ledger,
            nodes,
            sent,
            serial,
            view,
            agenda.freeze(),
            ready,
            drains,
            reasons,
            alarms,
            now);
    return new ArbiterStep(state, effects);
  }

  Ledger ledger() {
    return ledger;
  }

  /** Writes an entry into the journal; what follows in this step happens after it is synced. */
  void append(LedgerEntry entry) {
    ledger = ledger.apply(entry);
    effects.add(new ArbiterEffect.Append(entry));
  }

  /** Rule R10: the journal is not whole; no epoch that it may have begun is begun again. */
  void doubt(String why) {
    append(new LedgerEntry.Doubted(why, agenda.unusedEpoch));
  }

  void effect(ArbiterEffect effect) {
    effects.add(effect);
  }

  /** Says why a node is not further; {@code status} shows it. */
  void reason(NodeName node, String words) {
    reasons.put(node, words);
  }

  /** The same, where nothing more exact has been said. */
  void reasonUnlessGiven(NodeName node, String words) {
    reasons.putIfAbsent(node, words);
  }

  /** Raises an alarm, but not the same one twice in a row. */
  void alarm(String words) {
    if (!alarms.isEmpty() && alarms.getLast().equals(words)) {
      return;
    }
    alarms.add(words);
    if (alarms.size() > ArbiterState.ALARMS) {
      alarms.removeFirst();
    }
    effects.add(new ArbiterEffect.Alarm(words));
  }

  /** Notes that something was heard of a node. */
  void touch(NodeName node) {
    touched.add(node);
  }

  /**
   * The nodes whose orders may have changed: all after a change of what concerns all, else the few
   * control nodes and those that were heard. A step of a cluster of a thousand nodes stays small.
   */
  Set<NodeName> concerned() {
    Ledger old = before.ledger();
    boolean same =
        old.term() == ledger.term()
            && old.epoch() == ledger.epoch()
            && old.phase().equals(ledger.phase())
            && old.reboots().equals(ledger.reboots())
            && before.site().equals(site);
    if (!same) {
      return nodes.keySet();
    }
    touched.addAll(site.control().keySet());
    touched.addAll(ledger.members().keySet());
    return touched;
  }

  /** The last report of a node that is connected under its present enrolment. */
  Optional<NodeReport> report(NodeName node) {
    Presence presence = nodes.get(node);
    boolean here = presence != null && presence.connected();
    return here ? presence.report() : Optional.empty();
  }

  boolean isConnected(NodeName node) {
    return report(node).isPresent();
  }

  /** Since when the node is connected, or silent: since the manager's start when never heard. */
  long since(NodeName node) {
    Presence presence = nodes.get(node);
    return presence == null ? agenda.begun : presence.since();
  }

  Optional<Incarnation> connectedBoot(NodeName node) {
    return report(node).map(NodeReport::incarnation);
  }

  Optional<Data> data(NodeName node) {
    return report(node).map(NodeReport::data);
  }

  /** Whether the view of etcd is of this epoch, has a quorum, and was begun lately. */
  boolean seesQuorum() {
    return view.filter(v -> v.epoch() == ledger.epoch() && v.hasQuorum() && isOurs(v)).isPresent()
        && now - agenda.viewBegun <= Patience.STALE_LOOK;
  }

  /**
   * Whether a view is of this epoch's etcd and not of another one at the same addresses: it lists a
   * member that the journal knows, or one whose data a node of this epoch holds.
   */
  boolean isOurs(EtcdView seen) {
    for (EtcdMember member : seen.members()) {
      boolean known =
          ledger.members().values().stream().anyMatch(m -> m.id().equals(Optional.of(member.id())));
      boolean held =
          nodes.keySet().stream().anyMatch(node -> holds(node, Optional.of(member.id())));
      if (known || held) {
        return true;
      }
    }
    return false;
  }

  private boolean holds(NodeName node, Optional<MemberId> member) {
    return data(node)
        .filter(
            d -> d instanceof Data.Holds h && h.isOf(ledger.epoch()) && h.member().equals(member))
        .isPresent();
  }
}
