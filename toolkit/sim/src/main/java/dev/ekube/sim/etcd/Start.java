package dev.ekube.sim.etcd;

import dev.ekube.machine.MemberId;
import dev.ekube.model.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;

/** How etcd begins with an empty data directory, and what makes it refuse to. */
public final class Start {
  private Start() {}

  /** Either the new data directory, or the words with which etcd exits. */
  public record Outcome(Optional<EtcdData> data, String refusal) {
    static Outcome of(EtcdData data) {
      return new Outcome(Optional.of(data), "");
    }

    static Outcome refused(String words) {
      return new Outcome(Optional.empty(), words);
    }
  }

  /** The data of one founder of a static list; with a base when a snapshot was restored. */
  public static EtcdData founder(
      int epoch, String token, SortedMap<NodeName, String> members, NodeName self, Set<Long> base) {
    List<Peer> founders = new ArrayList<>();
    for (Map.Entry<NodeName, String> member : members.entrySet()) {
      MemberId id = Ids.founder(member.getValue(), token);
      founders.add(new Peer(id, "", member.getValue(), false));
    }
    MemberId own = Ids.founder(members.get(self), token);
    long cluster = Ids.cluster(founders.stream().map(Peer::id).toList());
    EtcdData data = new EtcdData(epoch, cluster, own, Config.of(founders), base);
    for (int i = 0; i < founders.size(); i++) {
      data.log.add(new Entry.Blank(1));
    }
    data.term = 1;
    data.committed = founders.size();
    return data;
  }

  /**
   * {@code --initial-cluster-state new}. It looks whether a peer lists it as started already; when
   * no peer answers it takes that for a free hand, and so a wiped majority forms an empty cluster.
   */
  public static Outcome anew(
      Etcds etcds, int epoch, String token, SortedMap<NodeName, String> members, NodeName self) {
    EtcdData data = founder(epoch, token, members, self, Set.of());
    for (Etcd other : etcds.all()) {
      Peer listed = other.data.config().peers().get(data.id());
      if (members.containsValue(other.url())
          && etcds.net.joins(self.value(), other.host().value())
          && listed != null
          && listed.started()) {
        return Outcome.refused("member " + data.id() + " has already been bootstrapped");
      }
    }
    return Outcome.of(data);
  }

  /** {@code --initial-cluster-state existing}: peers must answer, and their list must be ours. */
  public static Outcome joining(
      Etcds etcds, int epoch, SortedMap<NodeName, String> members, NodeName self) {
    String url = members.get(self);
    for (Etcd other : etcds.all()) {
      if (members.containsValue(other.url())
          && !other.url().equals(url)
          && etcds.net.joins(self.value(), other.host().value())) {
        Config config = other.data.config();
        Set<String> urls = Set.copyOf(config.peers().values().stream().map(Peer::url).toList());
        if (!urls.equals(Set.copyOf(members.values()))) {
          return Outcome.refused("member count is unequal to that of " + other.host());
        }
        MemberId own = config.byUrl(url).orElseThrow().id();
        return Outcome.of(new EtcdData(epoch, other.data.cluster(), own, config, Set.of()));
      }
    }
    return Outcome.refused("cannot fetch cluster info from peers");
  }

  /** Whether data is of the cluster that this epoch's token and list make. */
  public static MemberId founderId(String url, String token) {
    return Ids.founder(url, token);
  }
}
