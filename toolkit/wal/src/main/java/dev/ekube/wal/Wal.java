package dev.ekube.wal;

import java.util.Optional;

/**
 * What the log of a member says.
 *
 * @param member the member's id, an unsigned number that etcd prints as hexadecimal
 * @param cluster the cluster's id, likewise
 * @param state the last state written
 * @param last the last entry; entries that a later one of the same or a lower index replaced do not
 *     count
 * @param snapshot the newest raft snapshot that the state covers, from which etcd would start
 * @param torn whether the log ends in a record that was being written when power was lost; etcd
 *     drops such a record, because it was never acknowledged
 */
public record Wal(
    long member,
    long cluster,
    HardState state,
    Position last,
    Optional<Position> snapshot,
    boolean torn) {

  /** Tells whether the log holds entries that the member does not know to be committed. */
  public boolean hasTail() {
    return last.isAfter(state.commit());
  }
}
