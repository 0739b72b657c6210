package dev.ekube.machine.arbiter;

import dev.ekube.machine.MemberId;
import java.util.List;
import java.util.Optional;

/**
 * What a look at etcd has shown. The member list comes from a linearizable read, so a view with
 * members proves that a quorum of this epoch is at work.
 *
 * @param epoch the epoch whose cluster was asked
 * @param members empty when nobody with a quorum answered
 * @param remembered without a quorum: the lists of the single members that answer
 */
public record EtcdView(
    int epoch,
    long at,
    Optional<MemberId> leader,
    List<EtcdMember> members,
    List<EtcdMemory> remembered,
    String trouble) {
  public EtcdView {
    members = List.copyOf(members);
    remembered = List.copyOf(remembered);
  }

  /** A view with a quorum. */
  public EtcdView(
      int epoch, long at, Optional<MemberId> leader, List<EtcdMember> members, String trouble) {
    this(epoch, at, leader, members, List.of(), trouble);
  }

  /** The same, seen at another time. */
  public EtcdView seenAt(long time) {
    return new EtcdView(epoch, time, leader, members, remembered, trouble);
  }

  /** Nobody with a quorum answered; {@code trouble} says in words what was tried. */
  public static EtcdView silent(int epoch, long at, String trouble) {
    return new EtcdView(epoch, at, Optional.empty(), List.of(), trouble);
  }

  /** Nobody with a quorum answered, but some told what they remember. */
  public static EtcdView remembering(
      int epoch, long at, List<EtcdMemory> remembered, String trouble) {
    return new EtcdView(epoch, at, Optional.empty(), List.of(), remembered, trouble);
  }

  public boolean hasQuorum() {
    return !members.isEmpty();
  }

  public Optional<EtcdMember> byUrl(String peerUrl) {
    return members.stream().filter(m -> m.peerUrl().equals(peerUrl)).findFirst();
  }

  public Optional<EtcdMember> byId(MemberId id) {
    return members.stream().filter(m -> m.id().equals(id)).findFirst();
  }

  /** How many voters are healthy, leaving one member out of the count. */
  public long healthyVotersBut(MemberId left) {
    return members.stream()
        .filter(m -> !m.learner() && m.healthy() && !m.id().equals(left))
        .count();
  }

  public long voters() {
    return members.stream().filter(m -> !m.learner()).count();
  }
}
