package dev.ekube.sim.etcd;

import java.util.List;
import java.util.Optional;

/** A leader's round: it sends what each peer lacks, counts who holds what, and commits. */
final class Replication {
  private Replication() {}

  /** One round; a peer that cannot be reached, or whose message is lost, misses it. */
  static void round(Etcds etcds, Etcd leader) {
    long now = etcds.events.now();
    leader.heard = now;
    leader.match.put(leader.id(), leader.data.log.size());
    leader.active.put(leader.id(), now);
    for (Peer peer : leader.data.config().peers().values()) {
      Optional<Etcd> follower = etcds.peer(leader, peer);
      if (leader.leads && follower.isPresent() && follower.get() != leader) {
        send(etcds, leader, follower.get());
      }
    }
    if (leader.leads) {
      commit(etcds, leader);
    }
    if (leader.leads && !heardByQuorum(leader, now)) {
      etcds.changed();
      leader.stepDown(now);
    }
  }

  private static void send(Etcds etcds, Etcd leader, Etcd follower) {
    String from = leader.host().value();
    String to = follower.host().value();
    if (!etcds.net.passes(from, to) || etcds.net.loses()) {
      return;
    }
    if (follower.data.term > leader.data.term) {
      if (etcds.net.passes(to, from)) {
        leader.data.term = follower.data.term;
        leader.data.vote = Optional.empty();
        leader.stepDown(etcds.events.now());
        etcds.changed();
      }
      return;
    }
    Integer known = leader.match.get(follower.id());
    if (known != null && known > follower.data.log.size()) {
      // What the leader has counted on is not there any more: the panic of a wiped member.
      etcds.exit(follower, "tocommit is out of range: was the log truncated or lost?");
      return;
    }
    if (accept(etcds, leader, follower) && etcds.net.passes(to, from) && !etcds.net.loses()) {
      leader.match.put(follower.id(), follower.data.log.size());
      leader.active.put(follower.id(), etcds.events.now());
    }
  }

  private static boolean accept(Etcds etcds, Etcd leader, Etcd follower) {
    EtcdData mine = follower.data;
    if (follower.leads || mine.term < leader.data.term) {
      etcds.changed();
    }
    if (follower.leads) {
      follower.stepDown(etcds.events.now());
    }
    if (mine.term < leader.data.term) {
      mine.term = leader.data.term;
      mine.vote = Optional.empty();
    }
    follower.heard = etcds.events.now();
    if (follower.leader.isEmpty() || !follower.leader.get().equals(leader.id())) {
      follower.leader = Optional.of(leader.id());
      etcds.changed();
    }
    int common = common(leader.data.log, mine.log);
    if (common < mine.committed) {
      etcds.exit(follower, "an entry in conflict with a committed one");
      return false;
    }
    if (mine.log.isEmpty()) {
      mine.beginLike(leader.data);
    }
    if (common < mine.log.size()) {
      mine.log.subList(common, mine.log.size()).clear();
    }
    mine.log.addAll(leader.data.log.subList(common, leader.data.log.size()));
    mine.committed = Math.max(mine.committed, Math.min(leader.data.committed, mine.log.size()));
    publish(leader, follower);
    return true;
  }

  /** Two logs agree up to the last place where both have an entry of the same term. */
  private static int common(List<Entry> one, List<Entry> other) {
    int place = Math.min(one.size(), other.size());
    while (place > 0 && one.get(place - 1).term() != other.get(place - 1).term()) {
      place--;
    }
    return place;
  }

  /** A member that follows a leader for the first time has its name written into the list. */
  private static void publish(Etcd leader, Etcd member) {
    Peer listed = leader.data.config().peers().get(member.id());
    if (listed != null && !listed.started() && !member.publishing) {
      member.publishing = true;
      leader.propose(
          new Entry.Named(leader.data.term, member.id(), member.host().value()),
          committed -> member.publishing = false);
    }
  }

  private static void commit(Etcds etcds, Etcd leader) {
    publish(leader, leader);
    leader.match.put(leader.id(), leader.data.log.size());
    Config config = leader.data.config();
    List<Integer> held =
        config.voters().stream()
            .map(peer -> leader.match.getOrDefault(peer.id(), 0))
            .sorted((a, b) -> Integer.compare(b, a))
            .toList();
    int quorate = held.size() < config.quorum() ? 0 : held.get(config.quorum() - 1);
    // Entries of older terms are committed only along with one of the own term (Raft, 5.4.2).
    if (quorate > leader.data.committed
        && leader.data.log.get(quorate - 1).term() == leader.data.term) {
      leader.data.committed = quorate;
      if (leader.data.config() != config) {
        etcds.changed();
      }
      leader.answerCommitted();
      if (!leader.data.config().votes(leader.id())) {
        etcds.exit(leader, "the member has been permanently removed from the cluster");
      }
    }
  }

  private static boolean heardByQuorum(Etcd leader, long now) {
    Config config = leader.data.config();
    long hearing =
        config.voters().stream()
            .filter(peer -> now - leader.active.getOrDefault(peer.id(), 0L) <= 2 * Etcds.ELECTION)
            .count();
    return hearing >= config.quorum() || now - leader.startedAt <= 2 * Etcds.ELECTION;
  }
}
