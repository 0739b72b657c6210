package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;
import dev.ekube.model.NodeName;
import dev.ekube.sim.kernel.Events;
import dev.ekube.sim.kernel.Network;
import dev.ekube.sim.kernel.Prng;
import dev.ekube.sim.kernel.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Every etcd that runs, of whatever epoch, and how they find each other. */
public final class Etcds {
  /** Milliseconds between two rounds of a leader. */
  public static final long BEAT = 250;

  /** How long a member hears nothing before it stands for election, and doubts its leader. */
  public static final long ELECTION = 1000;

  final Events events;
  final Prng prng;
  final Network net;
  final Trace trace;
  private final SortedMap<NodeName, Etcd> running = new TreeMap<>();
  private BiConsumer<NodeName, String> exits = (host, why) -> {};
  private long added;
  private long version;

  public Etcds(Events events, Prng prng, Network net, Trace trace) {
    this.events = events;
    this.prng = prng;
    this.net = net;
    this.trace = trace;
  }

  /** Who is told when an etcd ends by itself: its host, and its last words. */
  public void onExit(BiConsumer<NodeName, String> listener) {
    exits = listener;
  }

  public Optional<Etcd> on(NodeName host) {
    return Optional.ofNullable(running.get(host));
  }

  public List<Etcd> all() {
    return List.copyOf(running.values());
  }

  /** Runs etcd on a host over this data. Flags do not matter any more once there is data. */
  public void run(NodeName host, String url, EtcdData data) {
    running.put(host, new Etcd(host, url, data, events.now(), patience()));
    changed();
    trace.say(
        host.value(), "etcd " + data.id() + " runs, epoch " + data.epoch() + ", log " + data.end());
  }

  /** Ends the process from outside; its data stays. */
  public void kill(NodeName host) {
    Etcd etcd = running.remove(host);
    if (etcd != null) {
      changed();
      etcd.stepDown(events.now());
      trace.say(host.value(), "etcd " + etcd.id() + " is stopped");
    }
  }

  /** It ends by itself; whoever keeps it running may start it again. */
  void exit(Etcd etcd, String why) {
    if (running.remove(etcd.host(), etcd)) {
      changed();
      trace.say(etcd.host().value(), "etcd " + etcd.id() + " exits: " + why);
      etcd.stepDown(events.now());
      exits.accept(etcd.host(), why);
    }
  }

  /** Who leads, who follows whom or who belongs has changed: what was derived is void. */
  void changed() {
    version++;
  }

  /** Grows with every change that can make a quorum or break it. */
  public long version() {
    return version + net.version();
  }

  /** The process that can be reached at a peer URL, of any cluster. */
  Optional<Etcd> at(String url) {
    for (Etcd etcd : running.values()) {
      if (etcd.url().equals(url)) {
        return Optional.of(etcd);
      }
    }
    return Optional.empty();
  }

  /** The process at that peer's URL, if it is of the same cluster and really that member. */
  Optional<Etcd> peer(Etcd from, Peer peer) {
    return at(peer.url())
        .filter(other -> other.data.cluster() == from.data.cluster())
        .filter(other -> other.id().equals(peer.id()));
  }

  boolean joined(Etcd one, Etcd other) {
    return net.joins(one.host().value(), other.host().value());
  }

  MemberId newId(String url, long cluster) {
    return Ids.added(url, cluster, ++added);
  }

  long patience() {
    return prng.between(ELECTION, 2 * ELECTION);
  }

  /** One beat of every etcd: leaders make a round, followers lose patience. */
  public void beat() {
    for (Etcd etcd : new ArrayList<>(running.values())) {
      if (running.get(etcd.host()) == etcd) {
        Contact.look(this, etcd);
      }
    }
    for (Etcd etcd : new ArrayList<>(running.values())) {
      if (running.get(etcd.host()) == etcd) {
        if (etcd.leads) {
          Replication.round(this, etcd);
        } else if (events.now() - etcd.heard > etcd.patience) {
          Election.campaign(this, etcd);
        }
      }
    }
  }

  /** What was just appended is sent soon; until then it can be lost with the leader. */
  void roundSoon(Etcd leader) {
    events.after(
        prng.between(1, 20),
        () -> {
          if (leader.leads && running.get(leader.host()) == leader) {
            Replication.round(this, leader);
          }
        });
  }

  /** The leader with whom a quorum would agree at this very moment, if the epoch has one. */
  public Optional<Etcd> leading(int epoch) {
    for (Etcd etcd : running.values()) {
      if (etcd.data.epoch() == epoch && Election.holdsQuorum(this, etcd)) {
        return Optional.of(etcd);
      }
    }
    return Optional.empty();
  }

  /** The leader that this member can ask, when a quorum stands behind it. */
  public Optional<Etcd> leaderFor(Etcd etcd) {
    for (Etcd other : running.values()) {
      if (other.data.cluster() == etcd.data.cluster()
          && etcd.leader.isPresent()
          && etcd.leader.get().equals(other.id())
          && joined(etcd, other)
          && Election.holdsQuorum(this, other)) {
        return Optional.of(other);
      }
    }
    return Optional.empty();
  }

  /** Whether clients of this etcd can read and write. A learner sends them away. */
  public boolean serves(Etcd etcd) {
    return etcd.data.config().votes(etcd.id()) && leaderFor(etcd).isPresent();
  }
}
