package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;
import dev.ekube.model.Copies;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Who belongs to a cluster, as one member has applied it. A changed list is another object. */
public final class Config {
  private final SortedMap<MemberId, Peer> peers;
  private final SortedSet<MemberId> removed;
  private final List<Peer> voters;

  private Config(SortedMap<MemberId, Peer> peers, SortedSet<MemberId> removed) {
    this.peers = Copies.sorted(peers);
    this.removed = Copies.sorted(removed);
    this.voters = peers.values().stream().filter(peer -> !peer.learner()).toList();
  }

  public SortedMap<MemberId, Peer> peers() {
    return peers;
  }

  /** Ids that never come back. */
  public SortedSet<MemberId> removed() {
    return removed;
  }

  static Config of(List<Peer> founders) {
    SortedMap<MemberId, Peer> map = new TreeMap<>();
    founders.forEach(peer -> map.put(peer.id(), peer));
    return new Config(map, new TreeSet<>());
  }

  public List<Peer> voters() {
    return voters;
  }

  /** How many voters make a quorum. */
  public int quorum() {
    return voters.size() / 2 + 1;
  }

  public Optional<Peer> byUrl(String url) {
    return peers.values().stream().filter(peer -> peer.url().equals(url)).findFirst();
  }

  public boolean votes(MemberId id) {
    Peer peer = peers.get(id);
    return peer != null && !peer.learner();
  }

  /** What the list is once the entry has been applied. */
  Config after(Entry entry) {
    return switch (entry) {
      case Entry.Blank blank -> this;
      case Entry.Write write -> this;
      case Entry.Named named -> with(named.id(), peers.get(named.id()), named.name());
      case Entry.Added added -> put(added.peer());
      case Entry.Promoted promoted ->
          peers.containsKey(promoted.id()) ? put(peers.get(promoted.id()).promoted()) : this;
      case Entry.Removed gone -> without(gone.id());
    };
  }

  private Config with(MemberId id, Peer peer, String name) {
    return peers.containsKey(id) ? put(peer.named(name)) : this;
  }

  private Config put(Peer peer) {
    SortedMap<MemberId, Peer> map = new TreeMap<>(peers);
    map.put(peer.id(), peer);
    return new Config(map, removed);
  }

  private Config without(MemberId id) {
    SortedMap<MemberId, Peer> map = new TreeMap<>(peers);
    map.remove(id);
    SortedSet<MemberId> gone = new TreeSet<>(removed);
    gone.add(id);
    return new Config(map, gone);
  }
}
