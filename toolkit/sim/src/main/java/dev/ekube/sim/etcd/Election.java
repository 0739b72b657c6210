package dev.ekube.sim.etcd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Raft's election, with pre-vote as etcd has it: who cannot win disturbs nobody. */
final class Election {
  private Election() {}

  /** Stands for election; all votes are asked for and given in this one instant. */
  static void campaign(Etcds etcds, Etcd candidate) {
    Config config = candidate.data.config();
    candidate.heard = etcds.events.now();
    candidate.patience = etcds.patience();
    candidate.leader = Optional.empty();
    etcds.changed();
    if (!config.votes(candidate.id())) {
      return;
    }
    long term = candidate.data.term + 1;
    List<Etcd> granting = new ArrayList<>();
    for (Peer peer : config.voters()) {
      etcds
          .peer(candidate, peer)
          .filter(voter -> voter == candidate || grants(etcds, voter, candidate, term))
          .ifPresent(granting::add);
    }
    if (granting.size() >= config.quorum()) {
      granting.forEach(voter -> vote(etcds, voter, candidate, term));
      lead(etcds, candidate, term);
    }
  }

  private static boolean grants(Etcds etcds, Etcd voter, Etcd candidate, long term) {
    boolean free =
        voter.data.term < term
            || (voter.data.term == term
                && voter.data.vote.map(candidate.id()::equals).orElse(true));
    return free
        && etcds.joined(voter, candidate)
        && !etcds.net.loses()
        && etcds.events.now() - voter.heard >= Etcds.ELECTION
        && candidate.data.end().compareTo(voter.data.end()) >= 0;
  }

  private static void vote(Etcds etcds, Etcd voter, Etcd candidate, long term) {
    voter.stepDown(etcds.events.now());
    etcds.changed();
    voter.data.term = term;
    voter.data.vote = Optional.of(candidate.id());
  }

  private static void lead(Etcds etcds, Etcd etcd, long term) {
    etcd.leads = true;
    etcds.changed();
    etcd.leader = Optional.of(etcd.id());
    etcd.data.log.add(new Entry.Blank(term));
    etcds.trace.say(
        etcd.host().value(),
        "etcd " + etcd.id() + " leads epoch " + etcd.data.epoch() + ", log " + etcd.data.end());
    Replication.round(etcds, etcd);
  }

  /** Whether a quorum would still agree with this leader now. */
  static boolean holdsQuorum(Etcds etcds, Etcd leader) {
    if (!leader.leads) {
      return false;
    }
    if (leader.quorumSeenAt != etcds.version()) {
      leader.quorumSeenAt = etcds.version();
      leader.quorumHeld = countsQuorum(etcds, leader);
    }
    return leader.quorumHeld;
  }

  private static boolean countsQuorum(Etcds etcds, Etcd leader) {
    int agreeing = 0;
    Config config = leader.data.config();
    for (Peer peer : config.peers().values()) {
      Optional<Etcd> other = peer.learner() ? Optional.empty() : etcds.peer(leader, peer);
      if (other.isPresent()
          && other.get().data.term <= leader.data.term
          && etcds.joined(leader, other.get())) {
        agreeing++;
      }
    }
    return agreeing >= config.quorum();
  }
}
