package dev.ekube.machine.arbiter;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Ticket;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Enters one journal entry into a ledger. */
final class Bookkeeper {
  /**
   * Stands for the boot that started a member before the journal was lost: unlike every boot that a
   * node can report, so that a node which reports no data has proved its loss.
   */
  static final Incarnation UNKNOWN = new Incarnation("0-before-the-journal");

  /**
   * Wider than the number of epochs that a lost journal could have begun beyond what nodes say;
   * where the wall clock is wrong, it is all that keeps numbers apart.
   */
  private static final int ADOPTION_GAP = 100;

  private long term;
  private Phase phase;
  private int epoch;
  private int nextEpoch;
  private int lineage;
  private Optional<SnapshotRef> seed;
  private SortedMap<NodeName, String> founders;
  private SortedMap<NodeName, Ticket> tickets;
  private SortedMap<NodeName, Member> members;
  private boolean reshaped;
  private SortedMap<NodeName, Enrolment> enrolments;
  private final TreeSet<NodeName> fenced;
  private final TreeSet<NodeName> bootsExpected;
  private final List<SnapshotRef> snapshots;
  private Reboots reboots;
  private String story;

  Bookkeeper(Ledger before) {
    term = before.term();
    phase = before.phase();
    epoch = before.epoch();
    nextEpoch = before.nextEpoch();
    lineage = before.lineage();
    seed = before.seed();
    founders = before.founders();
    tickets = before.tickets();
    members = before.members();
    reshaped = before.reshaped();
    enrolments = before.enrolments();
    fenced = new TreeSet<>(before.fenced());
    bootsExpected = new TreeSet<>(before.bootsExpected());
    snapshots = new ArrayList<>(before.snapshots());
    reboots = before.reboots();
    story = before.story();
  }

  Ledger enter(LedgerEntry entry) {
    switch (entry) {
      case LedgerEntry.TermBegun e -> term = e.term();
      case LedgerEntry.Enrolled e -> enrolled(e);
      case LedgerEntry.BootExpected e -> bootsExpected.add(e.node());
      case LedgerEntry.Fenced e -> fenced.add(e.node());
      case LedgerEntry.Founded e -> founded(e);
      case LedgerEntry.TicketGranted e -> granted(e.ticket());
      case LedgerEntry.QuorumSeen e -> {
        phase = new Phase.Formed();
        e.ids().forEach((node, id) -> change(node, member -> member.known(id)));
      }
      case LedgerEntry.MemberSeen e -> change(e.node(), member -> member.known(e.id()));
      case LedgerEntry.MemberResumed e ->
          change(e.node(), member -> member.startedBy(e.incarnation()));
      case LedgerEntry.MemberRemoved e -> removed(e.node());
      case LedgerEntry.LearnerIntended e -> intended(e);
      case LedgerEntry.LearnerAdded e -> change(e.node(), member -> member.known(e.id()));
      case LedgerEntry.LearnerPromoted e -> change(e.node(), Member::promoted);
      case LedgerEntry.SuccessionBegun e -> phase = new Phase.Succeeding(e.succession());
      case LedgerEntry.Ended e -> ended(e);
      case LedgerEntry.Doubted e -> {
        phase = new Phase.Adopting();
        nextEpoch = Math.max(nextEpoch, e.unusedEpoch());
        story = e.why();
      }
      case LedgerEntry.SnapshotKept e -> {
        snapshots.removeIf(kept -> kept.id().equals(e.snapshot().id()));
        snapshots.add(e.snapshot());
      }
      case LedgerEntry.SnapshotDropped e -> snapshots.removeIf(kept -> kept.id().equals(e.id()));
      case LedgerEntry.Adopted e -> adopted(e);
      case LedgerEntry.RebootsPlanned e -> planned(e);
      case LedgerEntry.RebootBegun e -> begun(e);
      case LedgerEntry.RebootEnded e -> rebooted(e.node());
      case LedgerEntry.RebootsCancelled e ->
          reboots = new Reboots(List.of(), "", reboots.running());
    }
    return new Ledger(
        term,
        phase,
        epoch,
        nextEpoch,
        lineage,
        seed,
        founders,
        tickets,
        members,
        reshaped,
        enrolments,
        Copies.sorted(fenced),
        Copies.sorted(bootsExpected),
        snapshots,
        reboots,
        story);
  }

  private void enrolled(LedgerEntry.Enrolled e) {
    enrolments = with(enrolments, e.node(), new Enrolment(e.incarnation(), e.key(), e.data()));
    fenced.remove(e.node());
    bootsExpected.remove(e.node());
  }

  private void founded(LedgerEntry.Founded e) {
    phase = new Phase.Founding();
    epoch = e.epoch();
    nextEpoch = epoch + 1;
    seed = e.seed();
    lineage = e.seed().isPresent() ? lineage : e.epoch();
    founders = e.members();
    tickets = Copies.sorted(Map.of());
    members = Copies.sorted(Map.of());
    e.members().forEach((node, url) -> put(member(node, url, Optional.empty())));
    reshaped = false;
    story = e.story();
  }

  private void granted(Ticket ticket) {
    tickets = with(tickets, ticket.node(), ticket);
    change(ticket.node(), member -> member.startedBy(ticket.incarnation()));
  }

  private void removed(NodeName node) {
    TreeMap<NodeName, Member> left = new TreeMap<>(members);
    left.remove(node);
    members = Copies.sorted(left);
    reshaped = true;
  }

  private void intended(LedgerEntry.LearnerIntended e) {
    put(
        new Member(
            e.node(),
            e.peerUrl(),
            Member.Standing.LEARNER,
            Optional.of(e.incarnation()),
            Optional.empty()));
    reshaped = true;
  }

  private void ended(LedgerEntry.Ended e) {
    phase = new Phase.Vacant(e.next());
    members = Copies.sorted(Map.of());
    tickets = Copies.sorted(Map.of());
    story = e.story();
  }

  private void adopted(LedgerEntry.Adopted e) {
    term = e.term();
    epoch = e.epoch();
    nextEpoch = Math.max(nextEpoch, epoch + ADOPTION_GAP);
    lineage = Math.min(lineage, e.epoch());
    tickets = Copies.sorted(Map.of());
    founders = e.members();
    members = Copies.sorted(Map.of());
    reshaped = true;
    story = e.story();
    if (e.holders().isEmpty()) {
      phase = new Phase.Vacant(new Beginning.ByPolicy());
      return;
    }
    phase = new Phase.Formed();
    e.members()
        .forEach(
            (node, url) -> {
              Incarnation boot = e.holders().getOrDefault(node, UNKNOWN);
              put(member(node, url, Optional.of(boot)));
            });
  }

  private void planned(LedgerEntry.RebootsPlanned e) {
    List<NodeName> queue = new ArrayList<>(reboots.queue());
    e.nodes().stream().filter(node -> !queue.contains(node)).forEach(queue::add);
    reboots = new Reboots(queue, e.reason(), reboots.running());
  }

  private void begun(LedgerEntry.RebootBegun e) {
    List<NodeName> queue = new ArrayList<>(reboots.queue());
    queue.remove(e.node());
    bootsExpected.add(e.node());
    reboots =
        new Reboots(queue, reboots.reason(), with(reboots.running(), e.node(), e.incarnation()));
  }

  private void rebooted(NodeName node) {
    TreeMap<NodeName, Incarnation> running = new TreeMap<>(reboots.running());
    running.remove(node);
    reboots = new Reboots(reboots.queue(), reboots.reason(), running);
  }

  private static Member member(NodeName node, String url, Optional<Incarnation> boot) {
    return new Member(node, url, Member.Standing.VOTER, boot, Optional.empty());
  }

  private void put(Member member) {
    members = with(members, member.node(), member);
  }

  private void change(NodeName node, UnaryOperator<Member> change) {
    Optional.ofNullable(members.get(node)).map(change).ifPresent(this::put);
  }

  private static <V> SortedMap<NodeName, V> with(
      SortedMap<NodeName, V> map, NodeName node, V value) {
    TreeMap<NodeName, V> changed = new TreeMap<>(map);
    changed.put(node, value);
    return Copies.sorted(changed);
  }
}
