package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Changes of the membership, and the checks of strict reconfiguration before each. */
public final class Change {
  /** How long connections must have stood for a member to count as healthy. */
  public static final long HEALTH_INTERVAL = 5000;

  private Change() {}

  /**
   * The answer to a change.
   *
   * @param member the member it was about, when it is done
   * @param words the refusal, or what went wrong; empty when done
   */
  public record Answer(Optional<MemberId> member, boolean refused, String words) {
    private static Answer refusal(String words) {
      return new Answer(Optional.empty(), true, words);
    }

    private static Answer unknown(String words) {
      return new Answer(Optional.empty(), false, words);
    }
  }

  /** Adds a learner, asked for at {@code etcd}. */
  public static void addLearner(Etcds etcds, Etcd etcd, String url, Consumer<Answer> answer) {
    Config config = etcd.data.config();
    Optional<String> refusal =
        config.byUrl(url).isPresent()
            ? Optional.of("etcdserver: Peer URLs already exists")
            : config.peers().values().stream().anyMatch(Peer::learner)
                ? Optional.of("etcdserver: too many learner members in cluster")
                : connected(etcds, etcd, HEALTH_INTERVAL) < config.voters().size()
                    ? Optional.of("etcdserver: unhealthy cluster")
                    : Optional.empty();
    MemberId id = etcds.newId(url, etcd.data.cluster());
    propose(
        etcds,
        etcd,
        refusal,
        term -> new Entry.Added(term, new Peer(id, "", url, true)),
        id,
        answer);
  }

  /** Promotes a learner that has caught up. */
  public static void promote(Etcds etcds, Etcd etcd, MemberId id, Consumer<Answer> answer) {
    Peer peer = etcd.data.config().peers().get(id);
    Optional<Etcd> leader = etcds.leaderFor(etcd);
    int has = leader.map(l -> l.match.getOrDefault(id, 0)).orElse(0);
    int all = leader.map(l -> l.data.log.size()).orElse(0);
    Optional<String> refusal =
        peer == null
            ? Optional.of("etcdserver: member not found")
            : !peer.learner()
                ? Optional.of("etcdserver: can only promote a learner member")
                : has * 10L < all * 9L || !peer.started()
                    ? Optional.of(
                        "etcdserver: can only promote a learner member which is in sync with"
                            + " leader")
                    : Optional.empty();
    propose(etcds, etcd, refusal, term -> new Entry.Promoted(term, id), id, answer);
  }

  /** Removes a member, if what is started and connected of the rest can bear it. */
  public static void remove(Etcds etcds, Etcd etcd, MemberId id, Consumer<Answer> answer) {
    Peer peer = etcd.data.config().peers().get(id);
    Optional<String> refusal =
        peer == null
            ? Optional.of("etcdserver: member not found")
            : peer.learner() ? Optional.empty() : unsafe(etcds, etcd, id);
    propose(etcds, etcd, refusal, term -> new Entry.Removed(term, id), id, answer);
  }

  private static Optional<String> unsafe(Etcds etcds, Etcd etcd, MemberId id) {
    List<Peer> voters = etcd.data.config().voters();
    List<Peer> rest = voters.stream().filter(peer -> !peer.id().equals(id)).toList();
    long started = rest.stream().filter(Peer::started).count();
    if (rest.isEmpty() || started < rest.size() / 2 + 1) {
      return Optional.of("etcdserver: re-configuration failed due to not enough started members");
    }
    boolean down = !id.equals(etcd.id()) && !etcd.connectedSince.containsKey(id);
    if (!down && connected(etcds, etcd, HEALTH_INTERVAL) - 1 < 1 + (voters.size() - 1) / 2) {
      return Optional.of("etcdserver: unhealthy cluster");
    }
    return Optional.empty();
  }

  /** How many voters this member has been connected to for at least so long; it counts itself. */
  private static int connected(Etcds etcds, Etcd etcd, long least) {
    long now = etcds.events.now();
    return (int)
        etcd.data.config().voters().stream()
            .filter(
                peer ->
                    peer.id().equals(etcd.id())
                        || now - etcd.connectedSince.getOrDefault(peer.id(), now) >= least)
            .count();
  }

  private interface Making {
    Entry of(long term);
  }

  private static void propose(
      Etcds etcds,
      Etcd etcd,
      Optional<String> refusal,
      Making entry,
      MemberId id,
      Consumer<Answer> answer) {
    Optional<Etcd> leader = etcds.leaderFor(etcd);
    if (leader.isEmpty()) {
      answer.accept(Answer.unknown("etcdserver: no leader"));
    } else if (refusal.isPresent()) {
      answer.accept(Answer.refusal(refusal.get()));
    } else if (leader.get().changesMembership()) {
      answer.accept(Answer.unknown("etcdserver: request timed out"));
    } else {
      leader
          .get()
          .propose(
              entry.of(leader.get().data.term),
              committed ->
                  answer.accept(
                      committed
                          ? new Answer(Optional.of(id), false, "")
                          : Answer.unknown("etcdserver: leader changed")));
      etcds.roundSoon(leader.get());
    }
  }

  /** A client's write at this etcd; told true once it is acknowledged. */
  public static void write(Etcds etcds, Etcd etcd, long id, Consumer<Boolean> acknowledged) {
    Optional<Etcd> leader = etcds.serves(etcd) ? etcds.leaderFor(etcd) : Optional.empty();
    if (leader.isEmpty()) {
      acknowledged.accept(false);
      return;
    }
    leader
        .get()
        .propose(
            new Entry.Write(leader.get().data.term, id),
            committed ->
                acknowledged.accept(
                    committed
                        && etcds.on(etcd.host()).filter(now -> now == etcd).isPresent()
                        && etcds.joined(etcd, leader.get())));
    etcds.roundSoon(leader.get());
  }
}
