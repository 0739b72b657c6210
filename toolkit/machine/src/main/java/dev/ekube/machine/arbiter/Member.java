package dev.ekube.machine.arbiter;

import dev.ekube.machine.Incarnation;
import dev.ekube.machine.MemberId;
import dev.ekube.model.NodeName;
import java.util.Optional;

/**
 * A member of the present epoch's etcd, as the journal knows it.
 *
 * @param peerUrl under which it was founded or added; the node's address may have changed since
 * @param incarnation the boot that started it; absent while nobody was allowed to
 * @param id etcd's own; absent until it has been seen
 */
public record Member(
    NodeName node,
    String peerUrl,
    Standing standing,
    Optional<Incarnation> incarnation,
    Optional<MemberId> id) {

  /** What the member counts for. */
  public enum Standing {
    VOTER,
    LEARNER
  }

  boolean isVoter() {
    return standing == Standing.VOTER;
  }

  Member startedBy(Incarnation boot) {
    return new Member(node, peerUrl, standing, Optional.of(boot), id);
  }

  Member known(MemberId seen) {
    return new Member(node, peerUrl, standing, incarnation, Optional.of(seen));
  }

  Member promoted() {
    return new Member(node, peerUrl, Standing.VOTER, incarnation, id);
  }
}
