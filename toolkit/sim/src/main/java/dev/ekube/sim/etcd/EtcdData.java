package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;
import dev.ekube.machine.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A member's data directory: what outlives its process. etcd syncs it before it answers, so nothing
 * here is ever half-written.
 */
public final class EtcdData {
  private final int epoch;
  private final long cluster;
  private final MemberId id;
  final List<Entry> log = new ArrayList<>();
  Config founding;
  Set<Long> base;
  long term;
  Optional<MemberId> vote = Optional.empty();
  int committed;
  private Config applied;
  private int appliedTo;

  EtcdData(int epoch, long cluster, MemberId id, Config founding, Set<Long> base) {
    this.epoch = epoch;
    this.cluster = cluster;
    this.id = id;
    this.founding = founding;
    this.applied = founding;
    this.base = base;
  }

  public int epoch() {
    return epoch;
  }

  /** The id that peers check before they talk to each other. */
  public long cluster() {
    return cluster;
  }

  public MemberId id() {
    return id;
  }

  /** Term and index of the last entry, committed or not. */
  public Position end() {
    return log.isEmpty()
        ? Position.NOTHING
        : new Position(log.get(log.size() - 1).term(), log.size());
  }

  /** The last index that is known here to be committed. */
  public long committed() {
    return committed;
  }

  /** The member list after every entry that is known to be committed. */
  public Config config() {
    while (appliedTo < committed) {
      applied = applied.after(log.get(appliedTo++));
    }
    return applied;
  }

  /** Takes over the leader's beginnings when nothing is held yet, as a snapshot transfer does. */
  void beginLike(EtcdData leader) {
    founding = leader.founding;
    base = leader.base;
    applied = founding;
    appliedTo = 0;
  }

  /** The writes that a reader of this member may see. */
  public Set<Long> committedWrites() {
    return writes(committed);
  }

  /** Every write in the log, known to be committed or not: what a sealed log exports. */
  public Set<Long> allWrites() {
    return writes(log.size());
  }

  private Set<Long> writes(int end) {
    Set<Long> writes = new TreeSet<>(base);
    for (Entry entry : log.subList(0, end)) {
      if (entry instanceof Entry.Write write) {
        writes.add(write.id());
      }
    }
    return writes;
  }
}
