package dev.ekube.machine.arbiter;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.Ticket;
import dev.ekube.model.Copies;
import dev.ekube.model.NodeName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Everything that the arbiter must not forget: the sum of its journal.
 *
 * @param epoch the present epoch, or the last one while none is alive; 0 before the first
 * @param nextEpoch the number of the next one: no epoch's number, and so no token, is used twice,
 *     whatever a lost journal said
 * @param lineage the epoch in which the present data began empty: what older snapshots hold was
 *     given up, so they are never restored by policy
 * @param seed the snapshot that the present epoch was restored from
 * @param founders the static member list of the present epoch
 * @param tickets those granted in the present epoch
 * @param members of the present epoch's etcd
 * @param reshaped whether membership has changed since the founding; then the founders' static list
 *     is of no use any more
 * @param story how the present epoch came about, for people
 */
public record Ledger(
    long term,
    Phase phase,
    int epoch,
    int nextEpoch,
    int lineage,
    Optional<SnapshotRef> seed,
    SortedMap<NodeName, String> founders,
    SortedMap<NodeName, Ticket> tickets,
    SortedMap<NodeName, Member> members,
    boolean reshaped,
    SortedMap<NodeName, Enrolment> enrolments,
    SortedSet<NodeName> fenced,
    SortedSet<NodeName> bootsExpected,
    List<SnapshotRef> snapshots,
    Reboots reboots,
    String story) {

  /** Of a cluster that has never been. */
  public static final Ledger EMPTY =
      new Ledger(
          0,
          new Phase.Vacant(new Beginning.Empty()),
          0,
          1,
          0,
          Optional.empty(),
          Copies.sorted(Map.of()),
          Copies.sorted(Map.of()),
          Copies.sorted(Map.of()),
          false,
          Copies.sorted(Map.of()),
          Copies.sorted(List.<NodeName>of()),
          Copies.sorted(List.<NodeName>of()),
          List.of(),
          Reboots.NONE,
          "");

  public Ledger {
    snapshots = List.copyOf(snapshots);
  }

  /** The ledger after one more entry; every entry that an arbiter writes fits every ledger. */
  public Ledger apply(LedgerEntry entry) {
    return new Bookkeeper(this).enter(entry);
  }

  /** The ledger that a journal adds up to. */
  public static Ledger of(Iterable<LedgerEntry> journal) {
    Ledger ledger = EMPTY;
    for (LedgerEntry entry : journal) {
      ledger = ledger.apply(entry);
    }
    return ledger;
  }

  /** The newest snapshot that policy may restore; absent when there is none. */
  public Optional<SnapshotRef> newestSnapshot() {
    return snapshots.stream().filter(s -> s.epoch() >= lineage).reduce((a, b) -> later(a, b));
  }

  public Optional<SnapshotRef> snapshot(String id) {
    return snapshots.stream().filter(s -> s.id().equals(id)).findFirst();
  }

  /** The boot for which the node was let in last. */
  public Optional<Incarnation> incarnation(NodeName node) {
    return Optional.ofNullable(enrolments.get(node)).map(Enrolment::incarnation);
  }

  private static SnapshotRef later(SnapshotRef a, SnapshotRef b) {
    boolean newer =
        b.epoch() > a.epoch() || (b.epoch() == a.epoch() && b.revision() >= a.revision());
    return newer ? b : a;
  }
}
