package dev.ekube.sim.world;

import dev.ekube.machine.SnapshotRef;
import dev.ekube.machine.arbiter.Ledger;
import dev.ekube.sim.etcd.EtcdData;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The snapshots on the manager's disk, which are files: they outlive a lost journal. */
public final class Snapshots {
  /** What restoring adds to the revision, so that no watcher sees it go back. */
  private static final long BUMP = 1_000_000_000L;

  private final SortedMap<String, Kept> kept = new TreeMap<>();
  private int serial;

  /** One file: what is known of it, and the writes in it. */
  public record Kept(SnapshotRef ref, Set<Long> writes) {}

  Kept store(EtcdData from, Set<Long> writes, long index) {
    String id = "e" + from.epoch() + "-" + ++serial;
    long revision = BUMP * (from.epoch() - 1L) + writes.size() + 1;
    String digest = "%064x".formatted(serial);
    SnapshotRef ref =
        new SnapshotRef(id, from.epoch(), revision, index, digest, 1000L + writes.size());
    Kept file = new Kept(ref, Set.copyOf(writes));
    kept.put(id, file);
    return file;
  }

  void drop(String id) {
    kept.remove(id);
  }

  /** What a start finds: a file's name tells epoch and revision, but no raft index. */
  List<SnapshotRef> found(Ledger ledger) {
    return kept.values().stream()
        .map(Kept::ref)
        .map(ref -> ledger.snapshot(ref.id()).orElseGet(() -> unknown(ref)))
        .toList();
  }

  private static SnapshotRef unknown(SnapshotRef ref) {
    return new SnapshotRef(ref.id(), ref.epoch(), ref.revision(), 0, ref.sha256(), ref.bytes());
  }

  public Optional<Kept> find(String id) {
    return Optional.ofNullable(kept.get(id));
  }

  public Collection<Kept> all() {
    return Collections.unmodifiableCollection(kept.values());
  }
}
