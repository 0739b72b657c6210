package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;
import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One running etcd: its data, and what it forgets when it stops. */
public final class Etcd {
  private final NodeName host;
  private final String url;
  final EtcdData data;
  final long startedAt;
  boolean leads;
  Optional<MemberId> leader = Optional.empty();
  long heard;
  long patience;
  boolean publishing;

  /** The last answer to whether a quorum agrees, and the state of the world it was for. */
  long quorumSeenAt = -1;

  boolean quorumHeld;

  /** As leader: how much of the log each peer is known to hold, and when it last said so. */
  final Map<MemberId, Integer> match = new TreeMap<>();

  final Map<MemberId, Long> active = new TreeMap<>();

  /** Since when the connections to each peer have stood. */
  final Map<MemberId, Long> connectedSince = new TreeMap<>();

  private final List<Proposal> proposals = new ArrayList<>();

  /** Somebody waits for the entry at this index of this term. */
  record Proposal(long term, int index, Result result) {}

  /** Told once: true when committed, false when this leader cannot tell any more. */
  interface Result {
    void ended(boolean committed);
  }

  Etcd(NodeName host, String url, EtcdData data, long now, long patience) {
    this.host = host;
    this.url = url;
    this.data = data;
    this.startedAt = now;
    this.heard = now;
    this.patience = patience;
  }

  public NodeName host() {
    return host;
  }

  public String url() {
    return url;
  }

  public EtcdData data() {
    return data;
  }

  public MemberId id() {
    return data.id();
  }

  /** The raft term it is in. */
  public long term() {
    return data.term;
  }

  public boolean leads() {
    return leads;
  }

  /** As leader: append, and tell when a quorum holds it. */
  void propose(Entry entry, Result result) {
    data.log.add(entry);
    proposals.add(new Proposal(entry.term(), data.log.size(), result));
  }

  /** Whether a change of the membership still waits for its commit; etcd drops a second one. */
  boolean changesMembership() {
    return data.log.subList(data.committed, data.log.size()).stream()
        .anyMatch(
            e ->
                e instanceof Entry.Added
                    || e instanceof Entry.Removed
                    || e instanceof Entry.Promoted);
  }

  /** Answers everybody whose entry is committed by now. */
  void answerCommitted() {
    List<Proposal> done = new ArrayList<>();
    for (Iterator<Proposal> all = proposals.iterator(); all.hasNext(); ) {
      Proposal proposal = all.next();
      if (proposal.index() <= data.committed) {
        all.remove();
        done.add(proposal);
      }
    }
    done.forEach(proposal -> proposal.result().ended(true));
  }

  /** Stops leading: whoever waits will never know from here. */
  void stepDown(long now) {
    leads = false;
    leader = Optional.empty();
    heard = now;
    match.clear();
    active.clear();
    List<Proposal> waiting = List.copyOf(proposals);
    proposals.clear();
    waiting.forEach(proposal -> proposal.result().ended(false));
  }
}
