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
 */
public record EtcdView(
    int epoch, long at, Optional<MemberId> leader, List<EtcdMember> members, String trouble) {
  public EtcdView {
    members = List.copyOf(members);
  }

  /** Nobody with a quorum answered; {@code trouble} says in words what was tried. */
  public static EtcdView silent(int epoch, long at, String trouble) {
    return new EtcdView(epoch, at, Optional.empty(), List.of(), trouble);
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
